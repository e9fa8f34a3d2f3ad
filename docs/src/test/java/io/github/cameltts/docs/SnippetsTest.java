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
package io.github.cameltts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code on the pages compiles, and its routes are routes: their endpoints exist, with all options. */
class SnippetsTest {

    /** What another module has and tests, or what is only shown in part. */
    private static final Pattern ELSEWHERE = Pattern.compile("role=(spring|excerpt)");

    private static final String NOWHERE = "tcp://localhost:1";

    private static final String FRAGMENT =
            """
            import org.apache.camel.model.dataformat.JsonLibrary;
            import java.util.Map;

            public class Fragment extends org.apache.camel.builder.RouteBuilder {
                @Override
                public void configure() {
            %s
                }
            }
            """;

    private static final String MEMBERS =
            """
            import io.github.cameltts.model.*;
            import io.github.cameltts.test.*;
            import java.time.Duration;
            import java.util.Map;
            import org.apache.camel.*;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;

            class Members {
            %s
            }
            """;

    @TempDir
    Path folder;

    static Stream<Pages.Snippet> java() {
        return Pages.snippets().stream()
                .filter(snippet -> snippet.language().equals("java"))
                .filter(snippet -> !ELSEWHERE.matcher(snippet.attributes()).find());
    }

    static Stream<Pages.Snippet> routeFiles() {
        return Pages.snippets().stream()
                .filter(snippet -> snippet.language().equals("yaml")
                        || snippet.language().equals("xml") && snippet.code().startsWith("<route"));
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompilesAndItsRoutesAreRoutes(Pages.Snippet snippet) throws Exception {
        String code = away(snippet.code());
        boolean whole = code.startsWith("import ") || code.startsWith("package ");
        boolean members = Pattern.compile("(?m)^(public|@\\w+)").matcher(code).find();
        String source = whole ? code : (members ? MEMBERS : FRAGMENT).formatted(code);
        String name = match("(?m)^(?:public )?class (\\w+)", source);
        String packageName = source.startsWith("package ") ? match("package ([\\w.]+);", source) + "." : "";

        compile(name, source);

        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> type = classes.loadClass(packageName + name);
            if (RoutesBuilder.class.isAssignableFrom(type)
                    && !snippet.attributes().contains("role=before")) {
                RoutesBuilder routes =
                        (RoutesBuilder) type.getDeclaredConstructor().newInstance();
                try (CamelContext context = context()) {
                    context.addRoutes(routes);
                    checkRoutes(context);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void routesInXmlAndYamlAreRoutes(Pages.Snippet snippet) throws Exception {
        try (CamelContext context = context()) {
            // the Kamelet itself is tested where it is made
            String code = away(snippet.code()).replace("kamelet:tts-source", "stub:tts-source");
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("snippet." + snippet.language(), code));
            checkRoutes(context);
        }
    }

    /** Endpoints and processors are made and checked at the start, consumers do not start. */
    private static void checkRoutes(CamelContext context) throws Exception {
        context.setAutoStartup(false);
        context.start();
        assertThat(context.getRoutesSize()).isPositive();
        assertThat(context.getEndpoints()).isNotEmpty();
    }

    /** A test speaks to no server but its own: nothing listens there. */
    private static String away(String code) {
        return code.replace("cluster=eu1", "brokerUrl=" + NOWHERE)
                .replace("backfill=storage", "backfill=storage&storageUrl=http://localhost:1")
                .replace("cluster(\"eu1\")", "brokerUrl(\"" + NOWHERE + "\")")
                .replace("cluster: eu1", "brokerUrl: " + NOWHERE)
                .replace("ssl://lns.example.com:8883", NOWHERE)
                .replace("{{env:", "{{");
    }

    private static CamelContext context() {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addInitialProperty("tts.apiKey", "NNSXS.KEY.SECRET");
        context.getPropertiesComponent().addInitialProperty("TTS_API_KEY", "NNSXS.KEY.SECRET");
        context.getPropertiesComponent().addInitialProperty("application", "my-app");
        context.getRegistry().bind("cursors", new MemoryStateRepository());
        return context;
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-proc:none"),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static String match(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as("%s in %s", regex, text).isTrue();
        return matcher.group(1);
    }
}
