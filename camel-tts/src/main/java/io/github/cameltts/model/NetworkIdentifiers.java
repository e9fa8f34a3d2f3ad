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

/**
 * The network that handled a message ({@code network_ids}; The Things Stack since 3.14.0).
 *
 * @param netId          the NetID; null if absent
 * @param nsId           the EUI of the Network Server; null if absent
 * @param tenantId       the tenant of the network, which need not be the application's; null if absent
 * @param clusterId      the cluster, such as {@code eu1}; null if absent
 * @param clusterAddress the cluster's address; null if absent
 * @param tenantAddress  the tenant's address; The Things Stack Cloud only, null elsewhere
 */
public record NetworkIdentifiers(
        NetId netId, Eui64 nsId, String tenantId, String clusterId, String clusterAddress, String tenantAddress) {

    @Override
    public String toString() {
        return Text.of(NetworkIdentifiers.class)
                .add("netId", netId)
                .add("nsId", nsId)
                .add("tenantId", tenantId)
                .add("clusterId", clusterId)
                .add("clusterAddress", clusterAddress)
                .add("tenantAddress", tenantAddress)
                .end();
    }
}
