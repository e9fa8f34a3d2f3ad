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
package io.github.cameltts.connection;

import io.github.cameltts.address.Topic;
import io.github.cameltts.address.TopicFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who hears what: an immutable table from device to subscriptions. The server delivers a message once, however many of
 * the connection's filters match it, so finding all that want it is up to us. The cost of a message grows with those
 * that hear its device, not with the number of devices or routes.
 */
final class Dispatch {

    static final Dispatch NOBODY = new Dispatch(List.of());

    private static final Subscription[] NONE = {};

    private final Map<String, Subscription[]> byDevice = new HashMap<>();
    private final Subscription[] everyDevice;
    private final boolean mayBlock;

    Dispatch(Collection<Subscription> subscriptions) {
        Map<String, List<Subscription>> lists = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            lists.computeIfAbsent(subscription.deviceId(), device -> new ArrayList<>())
                    .add(subscription);
        }
        everyDevice = array(lists.remove(null));
        lists.forEach((device, list) -> byDevice.put(device, array(list)));
        mayBlock = subscriptions.stream().anyMatch(each -> each.listener().mayBlock());
    }

    /** Whether one of those that hear messages may hold the thread. */
    boolean mayBlock() {
        return mayBlock;
    }

    /** Hands the message to all that want it; returns whether there was one. */
    boolean deliver(ReceivedMessage message) {
        Topic topic = message.topic();
        boolean heard = deliver(message, byDevice.getOrDefault(topic.deviceId(), NONE));
        return deliver(message, everyDevice) || heard;
    }

    private static boolean deliver(ReceivedMessage message, Subscription[] subscriptions) {
        boolean heard = false;
        for (Subscription subscription : subscriptions) {
            if (wants(subscription, message.topic())) {
                subscription.listener().messageArrived(message);
                heard = true;
            }
        }
        return heard;
    }

    private static boolean wants(Subscription subscription, Topic topic) {
        List<TopicFilter> filters = subscription.filters();
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i).matchesSuffix(topic)) {
                return true;
            }
        }
        return false;
    }

    private static Subscription[] array(List<Subscription> list) {
        return list == null ? NONE : list.toArray(NONE);
    }
}
