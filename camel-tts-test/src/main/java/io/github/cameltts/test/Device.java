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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An end device of an application, with its session and its downlink queue at the server.
 *
 * <p>When a method that publishes returns, the messages have been handed to every connection that is subscribed to
 * them, in order. All methods may be called from any thread.
 */
public final class Device {

    private final Application application;
    private final ServerThread thread;
    private final DeviceState state;

    Device(Application application, String deviceId, int queueCapacity) {
        this.application = application;
        thread = application.thread();
        state = new DeviceState(application, deviceId, queueCapacity);
    }

    /** {@return the device id} */
    public String deviceId() {
        return state.deviceId();
    }

    /** {@return the application it belongs to} */
    public Application application() {
        return application;
    }

    /** {@return the DevEUI, 16 upper-case hexadecimal digits, the same in every run; null when taken away} */
    public String devEui() {
        return thread.call(() -> state.devEui);
    }

    /** {@return the JoinEUI, 16 upper-case hexadecimal digits, the same in every run; null when taken away} */
    public String joinEui() {
        return thread.call(() -> state.joinEui);
    }

    /** {@return the DevAddr of the session, 8 upper-case hexadecimal digits; null without a session} */
    public String devAddr() {
        return thread.call(
                () -> state.session() == null ? null : state.session().devAddr());
    }

    /**
     * Other EUIs.
     *
     * @param devEui 16 hexadecimal digits; null as for a device activated by personalisation
     * @param joinEui 16 hexadecimal digits; null as for a device activated by personalisation
     * @return this
     */
    public Device euis(String devEui, String joinEui) {
        String newDevEui = Identifiers.requireEui("DevEUI", devEui);
        String newJoinEui = Identifiers.requireEui("JoinEUI", joinEui);
        return configure(() -> {
            state.devEui = newDevEui;
            state.joinEui = newJoinEui;
        });
    }

    /**
     * What the device is, as for one created from the device repository.
     *
     * @param versionIds brand, model and versions; null for none
     * @return this
     */
    public Device versionIds(VersionIds versionIds) {
        return configure(() -> state.versionIds = versionIds);
    }

    /**
     * The attributes a user gave the device; servers from release 3.34 put them into events.
     *
     * @param attributes names and values
     * @return this
     */
    public Device attributes(Map<String, String> attributes) {
        Map<String, String> copy = Map.copyOf(attributes);
        return configure(() -> state.attributes = copy);
    }

    /**
     * The position a user entered: uplinks carry it as {@code locations.user}.
     *
     * @param location the position
     * @return this
     */
    public Device location(Location location) {
        Objects.requireNonNull(location, "location");
        return configure(() -> state.locations().put("user", location));
    }

    /**
     * When the device can receive; class A by default.
     *
     * @param deviceClass the class
     * @return this
     */
    public Device deviceClass(DeviceClass deviceClass) {
        Objects.requireNonNull(deviceClass, "deviceClass");
        return configure(() -> state.deviceClass = deviceClass);
    }

    /**
     * Whether it stands for a multicast group: confirmed downlinks and downlinks without gateways fail.
     *
     * @param multicast whether it does
     * @return this
     */
    public Device multicast(boolean multicast) {
        return configure(() -> state.multicast = multicast);
    }

    /**
     * Whether the application does the encryption of payloads itself: uplinks carry {@code app_s_key} and nothing
     * decoded, downlinks bring their own counters, and retries are the application's business. The stand-in does not
     * encrypt anything.
     *
     * @param skipPayloadCrypto whether it does
     * @return this
     */
    public Device skipPayloadCrypto(boolean skipPayloadCrypto) {
        return configure(() -> state.skipPayloadCrypto = skipPayloadCrypto);
    }

    /**
     * What the device does with confirmed downlinks from now on; it acknowledges them by default.
     *
     * @param answer the answer
     * @return this
     */
    public Device answers(Answer answer) {
        Objects.requireNonNull(answer, "answer");
        return configure(() -> state.answer = answer);
    }

    /**
     * The downlink encoder of the server, for downlinks that have only a {@code decoded_payload}; without one they are
     * queued with an empty payload. When it throws, the request is dropped without a word. Where the request leaves the
     * FPort open it is 1.
     *
     * @param encoder makes bytes of the decoded payload, in which all numbers are doubles; null for none
     * @return this
     */
    public Device downlinkEncoder(Function<Map<String, Object>, byte[]> encoder) {
        return configure(() -> state.downlinkEncoder = encoder);
    }

    /**
     * What the device does when a downlink reaches it.
     *
     * @param receiver is called on the stand-in's own thread, after {@code down/sent}, and must not wait; null for
     *     nothing
     * @return this
     */
    public Device onDownlink(Consumer<Downlink> receiver) {
        return configure(() -> state.receiver = receiver == null ? downlink -> {} : receiver);
    }

    /**
     * Lets the next transmission of a downlink fail at the gateway: {@code down/failed} with the error
     * {@code transmission} instead of {@code down/sent}.
     *
     * @param result the gateway's word, such as {@code TOO_LATE} or {@code TX_FREQ}
     * @return this
     */
    public Device failNextTransmission(String result) {
        Objects.requireNonNull(result, "result");
        return configure(() -> state.receiveWindow().failNext(result));
    }

    /**
     * Joins: a new session with a new key and address, counters from their start. The queue is kept, as the server
     * carries it over; a confirmed downlink on its way is forgotten.
     *
     * @return the message of topic {@code join} as published
     */
    public byte[] join() {
        return thread.call(state::join);
    }

    /**
     * Gives the device a session without a join message, as one activated by personalisation has from the start. The
     * queue is kept.
     *
     * @return this
     */
    public Device activate() {
        return configure(state::activate);
    }

    /**
     * Loses the session and with it the queue: downlinks fail with {@code no_device_session} until the device joins or
     * sends again.
     *
     * @return this
     */
    public Device forgetSession() {
        return configure(state::forgetSession);
    }

    /**
     * An uplink to be filled in.
     *
     * @return the uplink; nothing is sent before {@link Uplink#send()}
     */
    public Uplink uplink() {
        return new Uplink(this);
    }

    /**
     * Sends an uplink.
     *
     * @param fPort 0 to 255
     * @param frmPayload the payload
     * @return the message of topic {@code up} as published
     */
    public byte[] uplink(int fPort, byte[] frmPayload) {
        return uplink().fPort(fPort).frmPayload(frmPayload).send();
    }

    /**
     * Sends an uplink.
     *
     * @param fPort 0 to 255
     * @param frmPayload the payload
     * @param decodedPayload what the server's decoder makes of it
     * @return the message of topic {@code up} as published
     */
    public byte[] uplink(int fPort, byte[] frmPayload, Map<String, ?> decodedPayload) {
        return uplink().fPort(fPort)
                .frmPayload(frmPayload)
                .decodedPayload(decodedPayload)
                .send();
    }

    /**
     * Sends an uplink for which the server's normalizer has something to say: {@code up/normalized}, then {@code up}.
     *
     * @param fPort 1 to 255
     * @param frmPayload the payload
     * @param measurement what the normalizer makes of it
     * @return the message of topic {@code up} as published
     */
    public byte[] normalized(int fPort, byte[] frmPayload, Map<String, ?> measurement) {
        return uplink().fPort(fPort)
                .frmPayload(frmPayload)
                .normalizedPayload(List.of(measurement))
                .send();
    }

    /**
     * Queues a downlink as another client of the application does, the console or a webhook: whoever is subscribed
     * hears of it, but it is not in {@link #downlinks()}.
     *
     * @param fPort 1 to 255, not 224
     * @param frmPayload the payload
     * @param confirmed whether the device has to acknowledge it
     * @return what became of it
     */
    public Publication.Outcome scheduleDownlink(int fPort, byte[] frmPayload, boolean confirmed) {
        Downlink downlink = new Downlink(
                null, fPort, 0, frmPayload, null, confirmed, null, TxSchedulePriority.LOWEST, List.of(), null);
        return thread.call(() -> state.operate(List.of(downlink), false).outcome());
    }

    /**
     * Publishes a position that a service has found; later uplinks carry it in {@code locations}.
     *
     * @param service such as {@code lora-cloud-geolocation-v3}
     * @param location the position
     * @return the message of topic {@code location/solved} as published
     */
    public byte[] locationSolved(String service, Location location) {
        return locationSolved(service, location, Map.of());
    }

    /**
     * Publishes a position that a service has found; later uplinks carry it in {@code locations}.
     *
     * @param service such as {@code lora-cloud-geolocation-v3}
     * @param location the position
     * @param serviceAttributes what the service adds
     * @return the message of topic {@code location/solved} as published
     */
    public byte[] locationSolved(String service, Location location, Map<String, String> serviceAttributes) {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(location, "location");
        return thread.call(() -> state.locationSolved(service, location, serviceAttributes));
    }

    /**
     * Publishes what an application package has to say.
     *
     * @param service the name of the package
     * @param data free-form
     * @return the message of topic {@code service/data} as published
     */
    public byte[] serviceData(String service, Map<String, ?> data) {
        Map<String, Object> copy = FreeForm.of(data);
        return thread.call(() -> state.serviceData(service, copy));
    }

    /**
     * Makes the counters of the queue invalid, as a downlink of the network server itself does with LoRaWAN 1.0. Only
     * with {@link #skipPayloadCrypto} the application hears of it ({@code down/invalidated}) and the queue is lost;
     * otherwise the server numbers it anew and says nothing.
     *
     * @param lastFCntDown the counter of the network server's downlink
     */
    public void invalidateQueue(long lastFCntDown) {
        thread.run(() -> state.invalidateQueue(lastFCntDown));
    }

    /** {@return the downlinks that wait at the server, the next one first} */
    public List<Downlink> queue() {
        return thread.call(() -> state.queue().waiting());
    }

    /** {@return the confirmed downlink that was sent and is not answered yet} */
    public Optional<Downlink> awaitingAnswer() {
        return thread.call(() -> Optional.ofNullable(state.receiveWindow().awaitingAnswer()));
    }

    /** {@return what clients have published on the downlink topics of this device, the oldest first} */
    public List<Publication> downlinks() {
        return application.pushed().stream()
                .filter(publication -> deviceId().equals(publication.deviceId()))
                .toList();
    }

    @Override
    public String toString() {
        return "Device[" + application.uid() + "/" + deviceId() + "]";
    }

    DeviceState state() {
        return state;
    }

    byte[] send(Uplink uplink) {
        return thread.call(() -> state.send(uplink));
    }

    private Device configure(Runnable change) {
        thread.run(change);
        return this;
    }
}
