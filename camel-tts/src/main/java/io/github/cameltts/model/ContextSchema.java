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
package io.github.cameltts.model;

import java.util.Map;

/** What the server knows about a device and its network, and adds to many events. */
final class ContextSchema {

    /** A location without its coordinates would be in the Gulf of Guinea, so it is none. */
    static final ObjectSchema<Location> LOCATION = location(Need.OBJECT);

    /** A location that the message is about. */
    static final ObjectSchema<Location> SOLVED_LOCATION = location(Need.READING);

    static final ObjectSchema<EndDeviceVersionIdentifiers> VERSION_IDS = versionIds();
    static final ObjectSchema<NetworkIdentifiers> NETWORK_IDS = networkIds();
    static final ObjectSchema<KeyEnvelope> KEY_ENVELOPE = keyEnvelope();

    final Field<Map<String, Location>> locations;
    final Field<EndDeviceVersionIdentifiers> versionIds;
    final Field<NetworkIdentifiers> networkIds;
    final Field<Map<String, String>> attributes;

    /** Declares the four fields that come together. */
    ContextSchema(Fields fields) {
        locations = fields.objectMap("locations", LOCATION);
        versionIds = fields.object("version_ids", VERSION_IDS);
        networkIds = fields.object("network_ids", NETWORK_IDS);
        attributes = fields.textMap("attributes");
    }

    private static ObjectSchema<Location> location(Need need) {
        Fields fields = new Fields();
        Field<Double> latitude = fields.need(need).number("latitude");
        Field<Double> longitude = fields.need(need).number("longitude");
        Field<Integer> altitude = fields.integer("altitude", Integer.MIN_VALUE, Integer.MAX_VALUE);
        Field<Integer> accuracy = fields.integer("accuracy", 0, Integer.MAX_VALUE);
        Field<LocationSource> source = fields.constant("source", LocationSource.values());
        return fields.make(in -> new Location(
                in.doubleOrZero(latitude),
                in.doubleOrZero(longitude),
                (int) in.longOrZero(altitude),
                in.get(accuracy),
                in.get(source)));
    }

    private static ObjectSchema<EndDeviceVersionIdentifiers> versionIds() {
        Fields fields = new Fields();
        Field<String> brandId = fields.text("brand_id");
        Field<String> modelId = fields.text("model_id");
        Field<String> hardwareVersion = fields.text("hardware_version");
        Field<String> firmwareVersion = fields.text("firmware_version");
        Field<String> bandId = fields.text("band_id");
        return fields.make(in -> new EndDeviceVersionIdentifiers(
                in.get(brandId), in.get(modelId), in.get(hardwareVersion), in.get(firmwareVersion), in.get(bandId)));
    }

    private static ObjectSchema<NetworkIdentifiers> networkIds() {
        Fields fields = new Fields();
        Field<NetId> netId = fields.netId("net_id");
        Field<Eui64> nsId = fields.eui("ns_id");
        Field<String> tenantId = fields.text("tenant_id");
        Field<String> clusterId = fields.text("cluster_id");
        Field<String> clusterAddress = fields.text("cluster_address");
        Field<String> tenantAddress = fields.text("tenant_address");
        return fields.make(in -> new NetworkIdentifiers(
                in.get(netId),
                in.get(nsId),
                in.get(tenantId),
                in.get(clusterId),
                in.get(clusterAddress),
                in.get(tenantAddress)));
    }

    private static ObjectSchema<KeyEnvelope> keyEnvelope() {
        Fields fields = new Fields();
        Field<ByteString> key = fields.hex("key");
        Field<String> kekLabel = fields.text("kek_label");
        Field<ByteString> encryptedKey = fields.byteString("encrypted_key");
        return fields.make(in -> new KeyEnvelope(in.get(key), in.get(kekLabel), in.get(encryptedKey)));
    }
}
