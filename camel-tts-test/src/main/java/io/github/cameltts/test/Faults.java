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
package io.github.cameltts.test;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Trouble to be made, until {@link #reset()}. Settings count for all applications, from the next packet on.
 *
 * <p>All methods may be called from any thread. Predicates are called on the stand-in's own thread and must not wait.
 */
public final class Faults {

    private static final Predicate<Object> NEVER = any -> false;
    private static final int SERVER_UNAVAILABLE = 3;
    private static final int NOT_AUTHORIZED = 5;

    private final ServerThread thread;
    private final Runnable disconnectAll;

    private int loginsToRefuse;
    private int refusalCode;
    private int loginsToClose;
    private int publishesToClose;
    private boolean unresponsive;
    private Predicate<String> refusedFilters = NEVER::test;
    private Predicate<Delivery> dropped = NEVER::test;
    private Predicate<Delivery> repeated = NEVER::test;

    Faults(ServerThread thread, Runnable disconnectAll) {
        this.thread = thread;
        this.disconnectAll = disconnectAll;
    }

    /**
     * Refuses the next logins, right or wrong.
     *
     * @param logins how many
     * @param returnCode the CONNACK return code, 1 to 5. The server knows 1 (protocol), 3 (connection limit) and 5
     *     (everything else, its own outages included)
     * @return this
     */
    public Faults refuseNextLogins(int logins, int returnCode) {
        if (returnCode < 1 || returnCode > NOT_AUTHORIZED) {
            throw new IllegalArgumentException("CONNACK " + returnCode + " is no refusal: give 1 to 5");
        }
        return set(() -> {
            loginsToRefuse = logins;
            refusalCode = returnCode;
        });
    }

    /**
     * Refuses the next logins with CONNACK 3, as beyond the limit of connections.
     *
     * @param logins how many
     * @return this
     */
    public Faults refuseNextLoginsAsOverLimit(int logins) {
        return refuseNextLogins(logins, SERVER_UNAVAILABLE);
    }

    /**
     * Closes the next connections instead of answering CONNECT, as beyond the limit of connections per address.
     *
     * @param logins how many
     * @return this
     */
    public Faults closeNextLogins(int logins) {
        return set(() -> loginsToClose = logins);
    }

    /**
     * Refuses subscriptions (0x80), until {@link #grantFilters()}.
     *
     * @param filters is asked with each filter as it would be accepted, the application's uid in it
     * @return this
     */
    public Faults refuseFilters(Predicate<String> filters) {
        Objects.requireNonNull(filters, "filters");
        return set(() -> refusedFilters = filters);
    }

    /**
     * Refuses one subscription (0x80), until {@link #grantFilters()}.
     *
     * @param filter the filter as it would be accepted, the application's uid in it
     * @return this
     */
    public Faults refuseFilter(String filter) {
        Objects.requireNonNull(filter, "filter");
        return refuseFilters(filter::equals);
    }

    /**
     * Grants all subscriptions again that the server grants.
     *
     * @return this
     */
    public Faults grantFilters() {
        return set(() -> refusedFilters = NEVER::test);
    }

    /**
     * Closes all connections. When it returns they are gone.
     *
     * @return this
     */
    public Faults disconnectAll() {
        return set(disconnectAll);
    }

    /**
     * Closes the connection of each of the next PUBLISH packets instead of looking at them.
     *
     * @param packets how many
     * @return this
     */
    public Faults closeAtNextPublishes(int packets) {
        return set(() -> publishesToClose = packets);
    }

    /**
     * Loses deliveries, as the server does for a slow reader.
     *
     * @param deliveries which are lost
     * @return this
     */
    public Faults drop(Predicate<Delivery> deliveries) {
        Objects.requireNonNull(deliveries, "deliveries");
        return set(() -> dropped = deliveries);
    }

    /**
     * Delivers twice in a row, as the network server's retries can do.
     *
     * @param deliveries which are repeated
     * @return this
     */
    public Faults deliverTwice(Predicate<Delivery> deliveries) {
        Objects.requireNonNull(deliveries, "deliveries");
        return set(() -> repeated = deliveries);
    }

    /**
     * Keeps connections open and says nothing on them, as behind a broken middlebox: no CONNACK, SUBACK, UNSUBACK,
     * acknowledgement or PINGRESP, no deliveries, and nothing that arrives has an effect. What arrives meanwhile is not
     * answered afterwards either; keep alive is still enforced.
     *
     * @param unresponsive whether to do so
     * @return this
     */
    public Faults unresponsive(boolean unresponsive) {
        return set(() -> this.unresponsive = unresponsive);
    }

    /**
     * Ends all trouble.
     *
     * @return this
     */
    public Faults reset() {
        return set(() -> {
            loginsToRefuse = 0;
            loginsToClose = 0;
            publishesToClose = 0;
            unresponsive = false;
            refusedFilters = NEVER::test;
            dropped = NEVER::test;
            repeated = NEVER::test;
        });
    }

    // what the sessions ask; always on the server's thread

    boolean takeCloseOfLogin() {
        return loginsToClose > 0 && loginsToClose-- > 0;
    }

    /** The return code for this login, or 0 to let it be judged. */
    int takeRefusalOfLogin() {
        return loginsToRefuse > 0 && loginsToRefuse-- > 0 ? refusalCode : 0;
    }

    boolean takeCloseOfPublish() {
        return publishesToClose > 0 && publishesToClose-- > 0;
    }

    boolean isUnresponsive() {
        return unresponsive;
    }

    boolean refuses(String filter) {
        return refusedFilters.test(filter);
    }

    boolean drops(Delivery delivery) {
        return dropped.test(delivery);
    }

    boolean repeats(Delivery delivery) {
        return repeated.test(delivery);
    }

    private Faults set(Runnable change) {
        thread.run(change);
        return this;
    }
}
