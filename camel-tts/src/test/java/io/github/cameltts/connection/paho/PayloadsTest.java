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
package io.github.cameltts.connection.paho;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.connection.paho.PacketReader.Packet;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttPublish;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {

    private static final String TOPIC = "v3/app1@ttn/devices/dev1/up";

    private final Payloads payloads = new Payloads();

    @Property(tries = 200)
    void comeBackToTheirMessages(
            @ForAll @Size(max = 300) byte[] first,
            @ForAll @Size(max = 300) byte[] second,
            @ForAll @IntRange(max = 2) int qos)
            throws MqttException {
        Payloads ours = new Payloads();
        MqttPublish one = decoded(ours.detach(publish(qos, "one", first)));
        MqttPublish two = decoded(ours.detach(publish(qos, "two", second)));

        assertThat(one.getTopicName()).isEqualTo("one");
        assertThat(two.getTopicName()).isEqualTo("two");
        assertThat(one.getMessage().getQos()).isEqualTo(qos);
        assertThat(one.getMessageId()).isEqualTo(qos == 0 ? 0 : 77);
        assertThat(ours.attach(one.getMessage().getPayload())).isEqualTo(first);
        assertThat(ours.attach(two.getMessage().getPayload())).isEqualTo(second);
    }

    @Test
    void leaveNothingOfThemselvesInThePacket() throws MqttException {
        Packet stub = payloads.detach(publish(0, TOPIC, new byte[100_000]));

        assertThat(stub.bytes()).hasSizeLessThan(50);
        assertThat(decoded(stub).getTopicName()).isEqualTo(TOPIC);
    }

    @Test
    void areForgottenWithAMessageThatPahoDrops() throws MqttException {
        payloads.detach(publish(0, "one", new byte[] {1}));
        MqttPublish two = decoded(payloads.detach(publish(0, "two", new byte[] {2})));

        assertThat(payloads.attach(two.getMessage().getPayload())).containsExactly(2);
    }

    @Test
    void areNotGivenToAnotherMessage() {
        payloads.detach(publish(0, "one", new byte[] {1}));

        assertThatThrownBy(() -> payloads.attach("not ours".getBytes(UTF_8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No payload for a message of 8 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "\0\5top"})
    void stayInAPacketWithoutRoomForItsTopic(String body) {
        Packet packet = new Packet(0x30, body.getBytes(UTF_8));

        assertThat(payloads.detach(packet)).isSameAs(packet);
    }

    private static Packet publish(int qos, String topic, byte[] payload) {
        byte[] name = topic.getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(2 + name.length + (qos > 0 ? 2 : 0) + payload.length)
                .putShort((short) name.length)
                .put(name);
        if (qos > 0) {
            body.putShort((short) 77);
        }
        return new Packet(0x30 | qos << 1, body.put(payload).array());
    }

    private static MqttPublish decoded(Packet packet) throws MqttException {
        return (MqttPublish) MqttWireMessage.createWireMessage(packet.bytes());
    }
}
