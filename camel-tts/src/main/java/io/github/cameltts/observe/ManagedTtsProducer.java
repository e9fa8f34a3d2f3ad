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
package io.github.cameltts.observe;

import io.github.cameltts.connection.ConnectionState;
import java.util.Date;
import org.apache.camel.api.management.ManagedAttribute;

/**
 * The JMX attributes of a producer, beside those that Camel gives every producer.
 */
public interface ManagedTtsProducer extends ManagedConnection {

    /**
     * @return all that is known of it now; null before the first start
     */
    ProducerView view();

    @Override
    default ConnectionState connectionState() {
        ProducerView view = view();
        return view == null ? null : view.state();
    }

    /**
     * @return the number
     */
    @ManagedAttribute(description = "Publishes that are not done yet, for want of a connection as a rule")
    default long getWaiting() {
        ProducerView view = view();
        return view == null ? 0 : view.waiting();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Publishes that went to the server since the start")
    default long getPublished() {
        ProducerView view = view();
        return view == null ? 0 : view.published();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Publishes that have failed since the start")
    default long getPublishFailures() {
        ProducerView view = view();
        return view == null ? 0 : view.publishFailures();
    }

    /**
     * @return the time, or null if there was none since the start
     */
    @ManagedAttribute(description = "When the last publish went to the server; empty if there was none since the start")
    default Date getLastPublishAt() {
        ProducerView view = view();
        return view == null ? null : ManagedConnection.date(view.lastPublishAt());
    }
}
