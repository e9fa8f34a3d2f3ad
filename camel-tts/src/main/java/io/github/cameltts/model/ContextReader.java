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

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what the server knows about the device and adds to many events: locations, make, network, attributes. */
final class ContextReader {

    Map<String, String> attributes = Map.of();
    Map<String, Location> locations = Map.of();
    EndDeviceVersionIdentifiers versionIds;
    NetworkIdentifiers networkIds;

    /** Reads the member if it is one of the four, else skips it. */
    void read(String member, JsonReader in) throws IOException {
        switch (member) {
            case "attributes" -> attributes = in.textMap();
            case "locations" -> locations = locations(in);
            case "version_ids" -> versionIds = in.object(Need.SIDE) ? versionIds(in) : null;
            case "network_ids" -> networkIds = in.object(Need.SIDE) ? networkIds(in) : null;
            default -> in.skip(member);
        }
    }

    private static Map<String, Location> locations(JsonReader in) throws IOException {
        if (!in.object(Need.SIDE)) {
            return Map.of();
        }
        LinkedHashMap<String, Location> locations = new LinkedHashMap<>(4);
        for (String name = in.name(); name != null; name = in.name()) {
            if (in.object(Need.SIDE)) {
                locations.put(name, location(in, Need.SIDE));
            } else {
                locations.remove(name);
            }
        }
        return locations.isEmpty() ? Map.of() : new FrozenMap<>(locations);
    }

    /** A location, whose opening brace has been read. */
    static Location location(JsonReader in, Need need) throws IOException {
        Double latitude = null;
        Double longitude = null;
        int altitude = 0;
        Integer accuracy = null;
        LocationSource source = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "latitude" -> latitude = in.number(need);
                case "longitude" -> longitude = in.number(need);
                case "altitude" -> {
                    Integer metres = in.intOrNull(Integer.MIN_VALUE, Integer.MAX_VALUE);
                    altitude = metres == null ? 0 : metres;
                }
                case "accuracy" -> accuracy = in.intOrNull(0, Integer.MAX_VALUE);
                case "source" -> source = in.constant(LOCATION_SOURCES);
                default -> in.skip(name);
            }
        }
        return new Location(
                latitude == null ? 0 : latitude, longitude == null ? 0 : longitude, altitude, accuracy, source);
    }

    private static final LocationSource[] LOCATION_SOURCES = LocationSource.values();

    private static EndDeviceVersionIdentifiers versionIds(JsonReader in) throws IOException {
        String brandId = null;
        String modelId = null;
        String hardwareVersion = null;
        String firmwareVersion = null;
        String bandId = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "brand_id" -> brandId = in.text();
                case "model_id" -> modelId = in.text();
                case "hardware_version" -> hardwareVersion = in.text();
                case "firmware_version" -> firmwareVersion = in.text();
                case "band_id" -> bandId = in.text();
                default -> in.skip(name);
            }
        }
        return new EndDeviceVersionIdentifiers(brandId, modelId, hardwareVersion, firmwareVersion, bandId);
    }

    private static NetworkIdentifiers networkIds(JsonReader in) throws IOException {
        NetId netId = null;
        Eui64 nsId = null;
        String tenantId = null;
        String clusterId = null;
        String clusterAddress = null;
        String tenantAddress = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "net_id" -> netId = in.netId();
                case "ns_id" -> nsId = in.eui();
                case "tenant_id" -> tenantId = in.text();
                case "cluster_id" -> clusterId = in.text();
                case "cluster_address" -> clusterAddress = in.text();
                case "tenant_address" -> tenantAddress = in.text();
                default -> in.skip(name);
            }
        }
        return new NetworkIdentifiers(netId, nsId, tenantId, clusterId, clusterAddress, tenantAddress);
    }

    /** A key, whose opening brace has been read. */
    static KeyEnvelope keyEnvelope(JsonReader in) throws IOException {
        ByteString key = null;
        String kekLabel = null;
        ByteString encryptedKey = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "key" -> key = in.hexString();
                case "kek_label" -> kekLabel = in.text();
                case "encrypted_key" -> encryptedKey = in.byteString(Need.SIDE);
                default -> in.skip(name);
            }
        }
        return new KeyEnvelope(key, kekLabel, encryptedKey);
    }
}
