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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointHeaderModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.camel.tooling.model.Strings;

/**
 * Writes the tables of options and headers for the component's page from its catalog file, to the letter, in the form that
 * Camel's own pages have.
 */
public final class CatalogTables {

    private static final String CATALOG = "/META-INF/io/github/cameltts/tts.json";
    private static final String GENERATED =
            "// Generated from the catalog file of the component by the build. Do not edit.\n";
    private static final String HEAD =
            "[.options,cols=\"3,6,2,2\",options=\"header\"]\n|===\n| Name | Description | Default | Type\n";
    private static final String END = "|===\n";

    private CatalogTables() {}

    /**
     * @param  arguments   the folder to write to
     * @throws IOException when it cannot
     */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), catalog());
    }

    /**
     * @return the component's entry in Camel's catalog
     */
    static ComponentModel catalog() throws IOException {
        try (InputStream json = CatalogTables.class.getResourceAsStream(CATALOG)) {
            return JsonMapper.generateComponentModel(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void write(Path folder, ComponentModel component) throws IOException {
        Files.createDirectories(folder);
        table(folder, "component-options", "component-option-", component.getComponentOptions());
        table(folder, "endpoint-path-options", "option-", component.getEndpointPathOptions());
        table(folder, "endpoint-query-options", "option-", component.getEndpointParameterOptions());
        table(folder, "headers-received", "header-", headers(component, "producer"));
        table(folder, "headers-sent", "header-sent-", headers(component, "consumer"));
    }

    /** All headers but those that are only for the other side. */
    private static List<EndpointHeaderModel> headers(ComponentModel component, String otherSide) {
        return component.getEndpointHeaders().stream()
                .filter(header -> !otherSide.equals(header.getLabel()))
                .toList();
    }

    /** One page has several tables, and their anchors must differ. */
    private static void table(Path folder, String name, String anchor, List<? extends BaseOptionModel> options)
            throws IOException {
        StringBuilder table = new StringBuilder(GENERATED).append(HEAD);
        options.forEach(option -> row(table, anchor, option));
        Files.writeString(folder.resolve(name + ".adoc"), table.append(END));
    }

    private static void row(StringBuilder table, String anchor, BaseOptionModel option) {
        String name = option.getName();
        String group = option.getGroup();
        table.append("\n| [[")
                .append(anchor)
                .append(name)
                .append("]]`")
                .append(name)
                .append('`');
        if (!Strings.isNullOrEmpty(group)) {
            table.append(" (").append(group).append(')');
        }
        table.append("\na| ");
        if (option.isRequired()) {
            table.append("*Required* ");
        }
        if (option.isDeprecated()) {
            table.append("*Deprecated* ");
        }
        table.append(text(option.getDescription()));
        if (option.getEnums() != null && !option.getEnums().isEmpty()) {
            table.append("\n\nEnum values:\n\n")
                    .append(option.getEnums().stream()
                            .map(value -> "* " + text(value))
                            .collect(Collectors.joining("\n")));
        }
        table.append("\n|");
        if (option.getDefaultValue() != null) {
            table.append(" `").append(text(option.getDefaultValue().toString())).append('`');
        }
        table.append("\n| ").append(text(option.getShortJavaType())).append('\n');
    }

    /** Nothing of it is markup. */
    private static String text(String text) {
        return "pass:c[" + text.replace("]", "\\]").replace("|", "\\|") + "]";
    }
}
