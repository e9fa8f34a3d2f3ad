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
package io.github.cameltts.compatibility.springboot;

import io.github.cameltts.TtsComponent;
import org.apache.camel.Ordered;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application of a user: this, a route, and {@code application.properties}. */
@SpringBootApplication
public class Plant {

    public static void main(String[] arguments) {
        SpringApplication.run(Plant.class, arguments);
    }

    /** After the properties, which would win over it otherwise. */
    @Bean
    ComponentCustomizer named() {
        return ComponentCustomizer.builder(TtsComponent.class)
                .withOrder(Ordered.LOWEST)
                .build(component -> component.getConfiguration().setClientId("plant"));
    }
}
