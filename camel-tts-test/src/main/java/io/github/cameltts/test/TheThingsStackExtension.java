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

import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a {@link TheThingsStack} for JUnit 5 tests and closes it afterwards: one per test class where the extension is
 * registered in a static field or by {@code @ExtendWith} on the class, one per test method where it is registered in an
 * instance field. Test methods may take it as a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TheThingsStackExtension STACK = new TheThingsStackExtension();
 *
 * @Test
 * void hearsAnUplink(TheThingsStack stack) { ... }
 * }</pre>
 *
 * <p>With one per class, applications and devices live on from method to method; {@link Faults} and
 * {@link StorageFaults} are reset after each.
 */
public final class TheThingsStackExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final TheThingsStack.Builder builder;
    private TheThingsStack stack;
    private int classes;

    /** With the defaults of {@link TheThingsStack#start()}. */
    public TheThingsStackExtension() {
        this(TheThingsStack.builder());
    }

    /**
     * In another manner.
     *
     * @param builder starts each stand-in
     */
    public TheThingsStackExtension(TheThingsStack.Builder builder) {
        this.builder = Objects.requireNonNull(builder, "builder");
    }

    /**
     * The stand-in of the running test.
     *
     * @return the stand-in
     * @throws IllegalStateException when no test is running
     */
    public synchronized TheThingsStack stack() {
        if (stack == null) {
            throw new IllegalStateException(
                    "No test is running: register the extension with @RegisterExtension or @ExtendWith");
        }
        return stack;
    }

    /**
     * The application of this unique id of the stand-in of the running test, added when it does not exist.
     *
     * @param uid such as {@code app1@ttn}
     * @return the application
     */
    public Application application(String uid) {
        return stack().application(uid);
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        // nested classes share what their outer class has started
        if (classes++ == 0) {
            stack = builder.start();
        }
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        if (classes == 0) {
            stack = builder.start();
        }
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        if (classes == 0) {
            close();
        } else {
            stack.resetFaults();
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TheThingsStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack();
    }

    private void close() {
        if (stack != null) {
            stack.close();
            stack = null;
        }
    }
}
