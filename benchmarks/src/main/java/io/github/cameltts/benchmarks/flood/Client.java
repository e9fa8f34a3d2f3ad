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

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection to a subscriber. Reads what the subscriber says and answers it; writes uplinks when told to.
 */
final class Client {

    private static final int CONNECT = 1;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int PINGREQ = 12;
    private static final int DISCONNECT = 14;
    /** A thread sleeps some 60 µs too long, so the last of the wait is spun. */
    private static final long SPIN_NANOS = 80_000;

    private final SocketChannel channel;
    private final Uplinks uplinks;
    private final List<String> allDevices;
    private final TreeSet<String> devices = new TreeSet<>();
    private ByteBuffer burst;
    private int filters;

    Client(SocketChannel channel, Uplinks uplinks, List<String> allDevices) throws IOException {
        this.channel = channel;
        this.uplinks = uplinks;
        this.allDevices = allDevices;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** How many filters the subscriber has asked for. */
    synchronized int filters() {
        return filters;
    }

    /** Answers until the subscriber goes. */
    void serve() {
        try (DataInputStream in = new DataInputStream(Channels.newInputStream(channel))) {
            boolean open = true;
            while (open) {
                int type = in.readUnsignedByte() >> 4;
                byte[] body = new byte[readLength(in)];
                in.readFully(body);
                open = answer(type, body);
            }
        } catch (EOFException e) {
            // as good as a farewell
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int readLength(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
    }

    private boolean answer(int type, byte[] body) throws IOException {
        switch (type) {
            case CONNECT -> write(0x20, 2, 0, 0);
            case SUBSCRIBE -> {
                int filters = subscribe(body);
                byte[] answer = new byte[4 + filters];
                answer[0] = (byte) 0x90;
                answer[1] = (byte) (2 + filters);
                answer[2] = body[0];
                answer[3] = body[1];
                write(ByteBuffer.wrap(answer));
            }
            case UNSUBSCRIBE -> write(0xb0, 2, body[0], body[1]);
            case PINGREQ -> write(0xd0, 0);
            default -> {
                return type != DISCONNECT;
            }
        }
        return true;
    }

    private synchronized int subscribe(byte[] body) {
        int before = filters;
        for (int at = 2; at < body.length; filters++) {
            int length = (body[at] & 0xff) << 8 | body[at + 1] & 0xff;
            String filter = new String(body, at + 2, length, StandardCharsets.UTF_8);
            at += 2 + length + 1;
            if (filter.equals(Uplinks.EVERY_DEVICE)) {
                devices.addAll(allDevices);
            } else {
                allDevices.stream()
                        .filter(device -> Uplinks.topic(device).equals(filter))
                        .forEach(devices::add);
            }
        }
        burst = null;
        return filters - before;
    }

    /** Writes bursts until the time is over; returns the number of messages. */
    long flood(long until) {
        long sent = 0;
        ByteBuffer packets = burst();
        int count = packets.limit() / uplinks.size();
        while (System.nanoTime() < until) {
            write(packets.duplicate());
            sent += count;
        }
        return sent;
    }

    private synchronized ByteBuffer burst() {
        if (burst == null) {
            burst = uplinks.burst(List.copyOf(devices));
        }
        return burst;
    }

    /** Writes each message when it is due. One that comes too late carries the time when it was due all the same. */
    long pace(int perSecond, long millis) {
        byte[][] packets = devices.stream().map(uplinks::packet).toArray(byte[][]::new);
        int at = Uplinks.numberAt(packets[0]);
        long interval = 1_000_000_000L / perSecond;
        long count = millis * perSecond / 1000;
        long begin = System.nanoTime() + interval;
        for (long i = 0; i < count; i++) {
            long due = begin + i * interval;
            awaitTime(due);
            byte[] packet = packets[(int) (i % packets.length)];
            Uplinks.writeNumber(packet, at, due);
            write(ByteBuffer.wrap(packet));
        }
        return count;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void write(int... bytes) {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        write(ByteBuffer.wrap(packet));
    }

    private synchronized void write(ByteBuffer packets) {
        try {
            while (packets.hasRemaining()) {
                channel.write(packets);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
