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
package io.github.cameltts.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application; with {@code TTS_API_KEY} in the environment on a real server, else on a stand-in. */
@SpringBootApplication
public class PlantApplication {

    /**
     * Runs until it is interrupted.
     *
     * @param args options of Spring Boot
     */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(PlantApplication.class);
        if (System.getenv("TTS_API_KEY") == null) {
            application.addInitializers(new StandIn());
        }
        application.run(args);
    }
}
