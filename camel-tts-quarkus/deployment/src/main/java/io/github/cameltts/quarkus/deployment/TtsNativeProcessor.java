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
package io.github.cameltts.quarkus.deployment;

import io.github.cameltts.TtsConfiguration;
import io.github.cameltts.TtsException;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import java.lang.reflect.Modifier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.component.paho.PahoConfiguration;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/**
 * What a native executable needs to know of the component beyond what Camel Quarkus finds in the files of any component
 * (the component itself, configurers, converters, the URI factory) and Quarkus' Jackson extension in annotations
 * (serializers). JSON is read token by token, so that reflection is needed only where users name things in texts: in
 * Simple and bean expressions and in options.
 */
class TtsNativeProcessor {

    private static final String ROOT = "io.github.cameltts.";

    /** The bodies of messages and the values in them: <code>${body.uplinkMessage.fCnt}</code> calls their accessors. */
    @BuildStep
    ReflectiveClassBuildItem bodies(CombinedIndexBuildItem index) {
        return reflective(
                "called by name in expressions",
                classes(index.getIndex(), in("model").or(in("address")))
                        .filter(each -> Modifier.isPublic(each.flags()))
                        .filter(each -> !each.isAnnotation())
                        .map(each -> each.name().toString()));
    }

    /** <code>${exception.reason}</code>, and <code>onException</code> in routes of XML and YAML, which name the class. */
    @BuildStep
    ReflectiveClassBuildItem exceptions(CombinedIndexBuildItem index) {
        return reflective(
                "named in routes",
                Stream.concat(
                        Stream.of(TtsException.class.getName()),
                        index.getIndex().getAllKnownSubclasses(TtsException.class).stream()
                                .map(each -> each.name().toString())));
    }

    /** Options that no generated configurer sets: those below {@code configuration}, and {@code paho.*}; values of enums. */
    @BuildStep
    ReflectiveClassBuildItem options(CombinedIndexBuildItem index) {
        return reflective(
                "set by name",
                Stream.concat(
                        Stream.of(TtsConfiguration.class.getName(), PahoConfiguration.class.getName()),
                        classes(index.getIndex(), name -> name.startsWith(ROOT))
                                .filter(each -> each.isEnum() && Modifier.isPublic(each.flags()))
                                .map(each -> each.name().toString())));
    }

    /** JMX reads attributes from the interfaces that declare them, which management alone does not see through. */
    @BuildStep
    ReflectiveClassBuildItem management(CombinedIndexBuildItem index) {
        return reflective(
                "read by JMX",
                index.getIndex().getAnnotations(ManagedAttribute.class).stream()
                        .map(AnnotationInstance::target)
                        .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                        .map(target -> target.asMethod().declaringClass().name().toString())
                        .filter(name -> name.startsWith(ROOT))
                        .distinct());
    }

    /** The entry of Camel's catalog, whatever {@code quarkus.camel.runtime-catalog.components} says: it is small. */
    @BuildStep
    NativeImageResourceBuildItem catalog() {
        return new NativeImageResourceBuildItem(
                "META-INF/io/github/cameltts/tts.json", "META-INF/services/org/apache/camel/component.properties");
    }

    private static ReflectiveClassBuildItem reflective(String reason, Stream<String> classes) {
        return ReflectiveClassBuildItem.builder(classes.toArray(String[]::new))
                .reason("camel-tts: " + reason)
                .methods()
                .build();
    }

    private static Predicate<String> in(String room) {
        return name -> name.startsWith(ROOT + room + ".");
    }

    private static Stream<ClassInfo> classes(IndexView index, Predicate<String> wanted) {
        return index.getKnownClasses().stream()
                .filter(each -> wanted.test(each.name().toString()));
    }
}
