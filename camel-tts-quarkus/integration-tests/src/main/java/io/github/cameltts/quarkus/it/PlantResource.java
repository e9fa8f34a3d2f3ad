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
package io.github.cameltts.quarkus.it;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.quarkus.it.Readings.Reading;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.apache.camel.ProducerTemplate;

/** The plant from outside. */
@Path("/plant")
public class PlantResource {

    private final Readings readings;
    private final ProducerTemplate camel;

    PlantResource(Readings readings, ProducerTemplate camel) {
        this.readings = readings;
        this.camel = camel;
    }

    @GET
    @Path("/devices/{device}")
    public Reading last(String device) {
        Reading last = readings.last(device);
        if (last == null) {
            throw new NotFoundException();
        }
        return last;
    }

    @POST
    @Path("/fan")
    public String turnOnFan() {
        return camel.request("direct:fan", exchange -> {})
                .getMessage()
                .getHeader(TtsConstants.DOWNLINK_OUTCOME, String.class);
    }
}
