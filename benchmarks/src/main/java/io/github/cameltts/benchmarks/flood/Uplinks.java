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
package io.github.cameltts.benchmarks.flood;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * PUBLISH packets (MQTT 3.1.1, section 3.3) of an uplink of 2.3 kB that three gateways heard, made before they are needed.
 * All are of one length: only the device differs, and a number in the first correlation id.
 */
public final class Uplinks {

    /** The topic of every device. */
    public static final String EVERY_DEVICE = "v3/app1@ttn/devices/+/up";

    private static final String NUMBER_AFTER = "gs:uplink:";
    private static final int NUMBER_DIGITS = 26;
    private static final String DEVICE_IN_TEMPLATE = "meter-0417";
    /** So many packets are written at once at least. */
    private static final int BURST = 256;

    private static final int PUBLISH = 0x30;
    private static final long SHUFFLE = 4213;

    private final String template;

    /** Reads the template from the class path. */
    public Uplinks() {
        try (InputStream in = Uplinks.class.getResourceAsStream("/io/github/cameltts/benchmarks/uplink.json")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param  number from 0 to 99,999
     * @return        the device of that number
     */
    public static String device(int number) {
        return String.format("m-%05d", number);
    }

    /**
     * @param  device a device id
     * @return        the topic of its uplinks
     */
    public static String topic(String device) {
        return EVERY_DEVICE.replace("+", device);
    }

    /**
     * @param  device a device id
     * @return        the message, without MQTT
     */
    public byte[] payload(String device) {
        return template.replace(DEVICE_IN_TEMPLATE, device).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param  device a device id
     * @return        the packet
     */
    public byte[] packet(String device) {
        byte[] topic = topic(device).getBytes(StandardCharsets.UTF_8);
        byte[] payload = payload(device);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(PUBLISH);
        int length = 2 + topic.length + payload.length;
        do {
            out.write(length > 0x7f ? length & 0x7f | 0x80 : length);
            length >>= 7;
        } while (length > 0);
        out.write(topic.length >> 8);
        out.write(topic.length);
        out.writeBytes(topic);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /**
     * @param  devices device ids
     * @return         a burst of their packets, as many of each, in a random order that is always the same; its limit
     *                 divided by {@link #size} is how many
     */
    ByteBuffer burst(List<String> devices) {
        int repetitions = (BURST + devices.size() - 1) / devices.size();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            order.addAll(devices);
        }
        Collections.shuffle(order, new Random(SHUFFLE));
        ByteBuffer burst = ByteBuffer.allocateDirect(order.size() * packet(order.get(0)).length);
        order.forEach(device -> burst.put(packet(device)));
        return burst.flip();
    }

    /**
     * @return the length of each packet
     */
    int size() {
        return packet(device(0)).length;
    }

    /**
     * @param  bytes a packet or a payload
     * @return       where {@link #writeNumber} and {@link #readNumber} find the number in it
     */
    public static int numberAt(byte[] bytes) {
        int found = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(NUMBER_AFTER);
        if (found < 0) {
            throw new IllegalArgumentException("no correlation id of a gateway server in it");
        }
        return found + NUMBER_AFTER.length();
    }

    static void writeNumber(byte[] packet, int at, long number) {
        long rest = number;
        for (int i = NUMBER_DIGITS - 1; i >= 0; i--) {
            packet[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * @param  payload a message
     * @param  at      where the number is
     * @return         the number
     */
    public static long readNumber(byte[] payload, int at) {
        long number = 0;
        for (int i = at; i < at + NUMBER_DIGITS; i++) {
            number = number * 10 + payload[i] - '0';
        }
        return number;
    }

    /**
     * @param  correlationId the first correlation id of a message
     * @return               the number in it
     */
    public static long readNumber(String correlationId) {
        return Long.parseLong(correlationId.substring(NUMBER_AFTER.length()));
    }
}
