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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.TtsBodyType;
import io.github.cameltts.TtsComponent;
import io.github.cameltts.TtsConfiguration;
import io.github.cameltts.TtsConsumer;
import io.github.cameltts.TtsDownlinkFailedException;
import io.github.cameltts.TtsException;
import io.github.cameltts.address.Event;
import io.github.cameltts.downlink.WaitFor;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.DownlinkQueueRequest;
import io.github.cameltts.model.Eui64;
import io.github.cameltts.model.RxMetadata;
import io.github.cameltts.observe.ManagedConnection;
import io.github.cameltts.observe.ManagedTtsConsumer;
import io.github.cameltts.observe.ManagedTtsProducer;
import io.github.cameltts.storage.BackfillMode;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildContext;
import io.quarkus.builder.BuildStep;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.paho.PahoConfiguration;
import org.apache.camel.quarkus.core.deployment.spi.CamelServiceBuildItem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the whole build of an application says to the builder of native images, as far as it can be known without one. */
class NativeRegistrationsTest {

    private static final String REGISTRATIONS = "registrations.txt";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.camel.tts.devservices.enabled", "false")
            .addBuildChainCustomizer(new Recorder());

    private static Set<String> registrations;

    /** Writes the items into a resource, since the build has another class loader than the test. */
    static final class Recorder implements Consumer<BuildChainBuilder> {
        @Override
        public void accept(BuildChainBuilder chain) {
            chain.addBuildStep(new Step())
                    .consumes(CamelServiceBuildItem.class)
                    .consumes(ExtensionSslNativeSupportBuildItem.class)
                    .consumes(NativeImageResourceBuildItem.class)
                    .consumes(NativeImageResourceBundleBuildItem.class)
                    .consumes(ReflectiveClassBuildItem.class)
                    .consumes(ServiceProviderBuildItem.class)
                    .produces(GeneratedResourceBuildItem.class)
                    .build();
        }
    }

    static final class Step implements BuildStep {
        @Override
        public void execute(BuildContext context) {
            Set<String> lines = new TreeSet<>();
            context.consumeMulti(CamelServiceBuildItem.class)
                    .forEach(each -> lines.add("camel " + each.path.getFileName() + " " + each.type));
            context.consumeMulti(ExtensionSslNativeSupportBuildItem.class)
                    .forEach(each -> lines.add("tls " + each.getExtension()));
            context.consumeMulti(NativeImageResourceBuildItem.class)
                    .forEach(each -> each.getResources().forEach(resource -> lines.add("resource " + resource)));
            context.consumeMulti(NativeImageResourceBundleBuildItem.class)
                    .forEach(each -> lines.add("bundle " + each.getBundleName()));
            context.consumeMulti(ReflectiveClassBuildItem.class)
                    .forEach(each -> each.getClassNames().forEach(name -> {
                        lines.add("class " + name);
                        if (each.isMethods()) {
                            lines.add("methods " + name);
                        }
                    }));
            context.consumeMulti(ServiceProviderBuildItem.class)
                    .forEach(each -> each.providers().forEach(provider -> lines.add("provider " + provider)));
            context.produce(new GeneratedResourceBuildItem(
                    REGISTRATIONS, String.join("\n", lines).getBytes(UTF_8)));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(REGISTRATIONS)) {
            registrations = new String(in.readAllBytes(), UTF_8).lines().collect(Collectors.toSet());
        }
    }

    @Test
    void accessorsOfAllThatAMessageOrARequestCanHold() {
        Set<Class<?>> reachable = new HashSet<>();
        Stream.of(ApplicationUp.class, ApplicationDownlink.class, DownlinkQueueRequest.class)
                .forEach(each -> collect(each, reachable));

        assertThat(reachable).contains(Eui64.class, Event.class, RxMetadata.class);
        assertMethods(reachable.toArray(Class<?>[]::new));
    }

    @Test
    void serializersThatAnnotationsName() {
        assertRegistered(
                "class io.github.cameltts.model.ApplicationUpSerializer",
                "class io.github.cameltts.model.ApplicationUpDeserializer");
    }

    @Test
    void exceptionsThatRoutesName() {
        assertMethods(TtsException.class, TtsDownlinkFailedException.class);
    }

    @Test
    void optionsThatAreSetByName() {
        assertMethods(
                TtsComponent.class,
                TtsConfiguration.class,
                PahoConfiguration.class,
                TtsBodyType.class,
                OverflowPolicy.class,
                BackfillMode.class,
                WaitFor.class);
    }

    @Test
    void attributesOfJmx() {
        assertMethods(TtsConsumer.class, ManagedConnection.class, ManagedTtsConsumer.class, ManagedTtsProducer.class);
    }

    @Test
    void whatCamelFindsByFiles() {
        assertRegistered(
                "camel tts io.github.cameltts.TtsSendDynamicAware",
                "camel tts-component io.github.cameltts.TtsComponentConfigurer",
                "camel tts-endpoint io.github.cameltts.TtsEndpointConfigurer",
                "camel tts-endpoint io.github.cameltts.TtsEndpointUriFactory",
                "resource META-INF/io/github/cameltts/tts.json");
    }

    @Test
    void transportsThatAreOnTheClassPath() {
        assertRegistered(
                "camel vertx io.github.cameltts.vertx.VertxTransportProvider",
                "class io.github.cameltts.vertx.VertxTransportProvider");
    }

    @Test
    void tlsForThePublicClusters() {
        assertRegistered("tls camel-tts");
    }

    @Test
    void whatPahoLooksUpByName() {
        String paho = "org.eclipse.paho.client.mqttv3.";
        assertRegistered(
                "bundle " + paho + "internal.nls.logcat",
                "bundle " + paho + "internal.nls.messages",
                "provider " + paho + "internal.TCPNetworkModuleFactory",
                "provider " + paho + "internal.SSLNetworkModuleFactory",
                "class " + paho + "internal.ResourceBundleCatalog",
                "class " + paho + "logging.JSR47Logger");
        // bundles are only names to the build
        assertThat(ResourceBundle.getBundle(paho + "internal.nls.logcat").keySet())
                .isNotEmpty();
        assertThat(ResourceBundle.getBundle(paho + "internal.nls.messages").keySet())
                .isNotEmpty();
    }

    private static void assertMethods(Class<?>... types) {
        assertRegistered(
                Arrays.stream(types).map(type -> "methods " + type.getName()).toArray(String[]::new));
    }

    private static void assertRegistered(String... wanted) {
        assertThat(Arrays.stream(wanted).filter(each -> !registrations.contains(each)))
                .as("not registered")
                .isEmpty();
    }

    /** As an expression can go on from one accessor to the next. */
    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType parameterized) {
            Arrays.stream(parameterized.getActualTypeArguments()).forEach(each -> collect(each, found));
        }
        if (!(type instanceof Class<?> each)
                || !each.getName().startsWith("io.github.cameltts.")
                || !Modifier.isPublic(each.getModifiers())
                || !found.add(each)) {
            return;
        }
        if (each.isSealed()) {
            Arrays.stream(each.getPermittedSubclasses()).forEach(permitted -> collect(permitted, found));
        }
        for (Method method : each.getMethods()) {
            collect(method.getGenericReturnType(), found);
        }
    }
}
