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
package io.github.cameltts.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class TheThingsStackExtensionTest {

    @Nested
    class InAStaticField {

        @RegisterExtension
        static final TheThingsStackExtension EXTENSION =
                new TheThingsStackExtension(TheThingsStack.builder().multiTenant(false));

        private static final Set<TheThingsStack> SEEN = new HashSet<>();

        @Test
        void startsOneForTheClass(TheThingsStack stack) {
            assertThat(stack).isSameAs(EXTENSION.stack());
            assertThat(stack.isMultiTenant()).isFalse();
            assertThat(stack.isRunning()).isTrue();
            SEEN.add(stack);
        }

        @Test
        void keepsItForTheNextMethod(TheThingsStack stack) {
            SEEN.add(stack);
        }

        @Nested
        class WithANestedClass {
            @Test
            void sharesIt(TheThingsStack stack) {
                SEEN.add(stack);
                assertThat(stack.isRunning()).isTrue();
            }
        }

        @AfterAll
        static void wasOne() {
            assertThat(SEEN).hasSize(1);
        }
    }

    @Nested
    class InAnInstanceField {

        @RegisterExtension
        final TheThingsStackExtension extension = new TheThingsStackExtension();

        private static final Set<TheThingsStack> SEEN = new HashSet<>();

        @Test
        void startsOneForTheMethod(TheThingsStack stack) {
            assertThat(extension.application("app1@ttn").devices()).isEmpty();
            stack.application("app1@ttn").device("dev1");
            SEEN.add(stack);
        }

        @Test
        void startsAnotherForTheNext(TheThingsStack stack) {
            assertThat(extension.application("app1@ttn").devices()).isEmpty();
            stack.application("app1@ttn").device("dev1");
            SEEN.add(stack);
        }

        @AfterAll
        static void wereTwoAndAreClosed() {
            assertThat(SEEN).hasSize(2).noneMatch(TheThingsStack::isRunning);
        }
    }

    @Nested
    @ExtendWith(TheThingsStackExtension.class)
    class ByAnnotation {

        @Test
        void injectsIt(TheThingsStack stack) {
            assertThat(stack.isRunning()).isTrue();
        }
    }

    @Test
    void saysThatNoTestIsRunning() {
        assertThatThrownBy(() -> new TheThingsStackExtension().stack())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }
}
