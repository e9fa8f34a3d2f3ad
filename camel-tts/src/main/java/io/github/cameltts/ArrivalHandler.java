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
package io.github.cameltts;

import io.github.cameltts.address.Event;
import io.github.cameltts.address.Topic;
import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.lane.LaneHandler;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;

/**
 * Takes a message through the route of a consumer: decodes it, and sees to what becomes of it.
 */
final class ArrivalHandler implements LaneHandler<Arrival> {

    private final TtsConsumer consumer;
    private final TtsEndpoint endpoint;

    ArrivalHandler(TtsConsumer consumer) {
        this.consumer = consumer;
        this.endpoint = consumer.getEndpoint();
    }

    @Override
    public void handle(Arrival arrival, Runnable done) {
        ReceivedMessage message = arrival.message();
        if (endpoint.getConfiguration().getBodyType() == TtsBodyType.json) {
            Exchange exchange = consumer.createExchange(false);
            exchange.getIn().setBody(message.payload());
            ReceivedHeaders.set(exchange.getIn(), endpoint.parsedAddress().application(), message);
            toRoute(exchange, done);
            return;
        }
        ConsumerBackfill backfill = consumer.backfill();
        Exchange exchange;
        ApplicationUp up;
        try {
            up = arrival.isFetched() ? arrival.fetched() : MessageCodec.readApplicationUp(message.payload());
            if (backfill != null && !backfill.admit(arrival, up)) {
                done.run();
                return;
            }
            exchange = consumer.createExchange(false);
            exchange.getIn().setBody(up);
            ReceivedHeaders.set(exchange.getIn(), endpoint.parsedAddress().application(), message, up);
            if (arrival.isFetched()) {
                exchange.getIn().setHeader(TtsConstants.BACKFILLED, true);
            }
        } catch (RuntimeException e) {
            handleUndecodable(message, e, () -> {
                completed(arrival, null);
                done.run();
            });
            return;
        }
        consumer.getAsyncProcessor().process(exchange, doneSync -> {
            consumer.watch().delivered();
            boolean givenUp = isGivenUp(exchange);
            finish(exchange, () -> {
                if (givenUp) {
                    backfill.givenUp(arrival, up);
                } else {
                    completed(arrival, up);
                }
                done.run();
            });
        });
    }

    /** Whether the route has failed because it stops: then the message is fetched again, at the next start if need be. */
    private boolean isGivenUp(Exchange exchange) {
        return consumer.backfill() != null
                && exchange.getException() != null
                && (!consumer.isRunAllowed()
                        || consumer.isSuspendingOrSuspended()
                        || endpoint.getCamelContext().isStopping()
                        || exchange.getException() instanceof RejectedExecutionException);
    }

    private void completed(Arrival arrival, ApplicationUp up) {
        ConsumerBackfill backfill = consumer.backfill();
        if (backfill != null) {
            backfill.completed(arrival, up);
        }
    }

    private void toRoute(Exchange exchange, Runnable done) {
        consumer.getAsyncProcessor().process(exchange, doneSync -> {
            consumer.watch().delivered();
            finish(exchange, done);
        });
    }

    private void finish(Exchange exchange, Runnable done) {
        try {
            // a failure that the route's error handler has dealt with is reported by it
            if (exchange.getException() != null
                    && !exchange.getExchangeExtension().isRedeliveryExhausted()) {
                consumer.getExceptionHandler()
                        .handleException("Error processing a message", exchange, exchange.getException());
            }
        } finally {
            consumer.releaseExchange(exchange, false);
            done.run();
        }
    }

    /** Takes care of a stored message that cannot be read. */
    void handleUndecodable(byte[] json, TtsDecodeException failure) {
        Topic topic = new Topic(endpoint.parsedAddress().deviceId(), Event.UP.topicSuffix(), Event.UP);
        handleUndecodable(new ReceivedMessage(topic, json, System.currentTimeMillis()), failure, () -> {});
    }

    private void handleUndecodable(ReceivedMessage message, RuntimeException failure, Runnable done) {
        consumer.watch().decodeFailed();
        Exchange exchange = consumer.createExchange(false);
        exchange.getIn().setBody(message.payload());
        ReceivedHeaders.set(exchange.getIn(), endpoint.parsedAddress().application(), message);
        if (endpoint.isBridgeErrorHandler()) {
            UndecodableMessage.handToRoute(
                    exchange, failure, consumer.getAsyncProcessor(), () -> finish(exchange, done));
            return;
        }
        try {
            consumer.getExceptionHandler()
                    .handleException(
                            "Cannot read the message '" + exchange.getMessage().getHeader(TtsConstants.EVENT)
                                    + "' of device " + exchange.getMessage().getHeader(TtsConstants.DEVICE_ID) + ", "
                                    + consumer,
                            exchange,
                            failure);
        } finally {
            consumer.releaseExchange(exchange, false);
            done.run();
        }
    }
}
