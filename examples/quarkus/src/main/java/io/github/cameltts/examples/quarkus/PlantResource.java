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
package io.github.cameltts.examples.quarkus;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.examples.quarkus.Readings.Reading;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;

/** The plant over HTTP. */
@Path("/devices")
@Produces(MediaType.APPLICATION_JSON)
public class PlantResource {

    private static final byte[] FAN_ON = {1};
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Readings readings;
    private final ProducerTemplate camel;

    PlantResource(Readings readings, ProducerTemplate camel) {
        this.readings = readings;
        this.camel = camel;
    }

    /** {@return the last reading of each device} */
    @GET
    public Map<String, Reading> devices() {
        return readings.all();
    }

    /**
     * Turns on a fan.
     *
     * @param device the device
     * @return the outcome, once it is known; no thread waits for it
     */
    @POST
    @Path("/{device}/fan")
    public CompletionStage<Response> turnOnFan(String device) {
        return camel.asyncSend("direct:fan", exchange -> {
                    exchange.getMessage().setBody(FAN_ON);
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, device);
                })
                .thenApply(PlantResource::answer);
    }

    private static Response answer(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure == null) {
            String outcome = exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME, String.class);
            return Response.ok(Map.of("outcome", outcome)).build();
        }
        return Response.status(failure instanceof ExchangeTimedOutException ? GATEWAY_TIMEOUT : BAD_GATEWAY)
                .entity(Map.of("problem", String.valueOf(failure.getMessage())))
                .build();
    }
}
