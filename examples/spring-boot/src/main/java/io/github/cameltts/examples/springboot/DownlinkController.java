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

import io.github.cameltts.TtsConnectionException;
import io.github.cameltts.TtsConstants;
import io.github.cameltts.TtsDownlinkFailedException;
import io.github.cameltts.TtsInvalidDownlinkException;
import io.github.cameltts.downlink.WaitFor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Downlinks over HTTP. The answer comes when the outcome is known; no thread waits for it. */
@RestController
class DownlinkController {

    private final ProducerTemplate camel;

    DownlinkController(ProducerTemplate camel) {
        this.camel = camel;
    }

    /**
     * Sends a downlink.
     *
     * @param device the device
     * @param waitFor what the answer waits for; a device of class A is heard of only when it has sent something
     * @param downlink in the form of The Things Stack, such as {@code {"f_port":15,"frm_payload":"AQ=="}}
     * @return the outcome, or a problem
     */
    @PostMapping("/devices/{device}/downlinks")
    CompletableFuture<ResponseEntity<Object>> push(
            @PathVariable String device,
            @RequestParam(defaultValue = "queued") WaitFor waitFor,
            @RequestBody String downlink) {
        return camel.asyncSend("direct:downlink", exchange -> {
                    exchange.getMessage().setBody(downlink);
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, device);
                    exchange.getMessage().setHeader(TtsConstants.DOWNLINK_WAIT_FOR, waitFor.name());
                })
                .thenApply(DownlinkController::answer);
    }

    private static ResponseEntity<Object> answer(Exchange exchange) {
        if (exchange.getException() != null) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    status(exchange.getException()), exchange.getException().getMessage());
            return ResponseEntity.of(problem).build();
        }
        return ResponseEntity.ok(Map.of(
                "outcome", String.valueOf(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME)),
                "id", exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID)));
    }

    private static HttpStatus status(Exception failure) {
        if (failure instanceof TtsInvalidDownlinkException) {
            return HttpStatus.UNPROCESSABLE_ENTITY;
        }
        if (failure instanceof TtsDownlinkFailedException) {
            return HttpStatus.CONFLICT;
        }
        if (failure instanceof TtsConnectionException) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        if (failure instanceof ExchangeTimedOutException) {
            return HttpStatus.GATEWAY_TIMEOUT;
        }
        return HttpStatus.INTERNAL_SERVER_ERROR;
    }
}
