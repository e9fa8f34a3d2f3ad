/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltts;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The walls between the rooms. The family of exceptions lives in the root package, where users look for it, and every
 * room may throw it.
 */
@AnalyzeClasses(packages = "io.github.cameltts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.cameltts";

    private static final DescribedPredicate<JavaClass> OURS =
            resideInAPackage(ROOT + "..").and(not(assignableTo(TtsException.class)));

    @ArchTest
    static final ArchRule addressKnowsNothing = room("address").mayKnow();

    @ArchTest
    static final ArchRule modelKnowsAddress = room("model").mayKnow("address");

    @ArchTest
    static final ArchRule connectionKnowsAddress = room("connection").mayKnow("address");

    @ArchTest
    static final ArchRule laneKnowsNothing = room("lane").mayKnow();

    @ArchTest
    static final ArchRule downlinkKnowsModelAddressAndConnection =
            room("downlink").mayKnow("model", "address", "connection");

    @ArchTest
    static final ArchRule storageKnowsModelAndAddress = room("storage").mayKnow("model", "address");

    @ArchTest
    static final ArchRule observeKnowsConnectionAndLane =
            room("observe").mayKnow("connection", "lane", "storage", "address");

    @ArchTest
    static final ArchRule onlyTheRootKnowsTheExchange = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".*..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.camel\\.(Exchange|Message|Endpoint|Consumer|Producer|Processor)");

    @ArchTest
    static final ArchRule onlyTheTransportKnowsPaho = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".connection.paho..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho..");

    @ArchTest
    static final ArchRule onlyItsMetersKnowMicrometer = noClasses()
            .that()
            .haveNameNotMatching(".*\\.observe\\.Micrometer.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule theModelNeedsTheJdkAndJacksonOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".model..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "com.fasterxml.jackson..", ROOT + ".."));

    private static Room room(String name) {
        return new Room(name);
    }

    private record Room(String name) {

        ArchRule mayKnow(String... rooms) {
            String[] known = Stream.concat(Stream.of(name), Arrays.stream(rooms))
                    .map(room -> ROOT + "." + room + "..")
                    .toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + name + "..")
                    .should()
                    .dependOnClassesThat(OURS.and(not(resideInAnyPackage(known))));
        }
    }
}
