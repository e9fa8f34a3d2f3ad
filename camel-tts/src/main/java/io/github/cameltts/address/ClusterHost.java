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
package io.github.cameltts.address;

import io.github.cameltts.TtsConfigurationException;
import java.util.regex.Pattern;

/** The host of an application on The Things Network and on The Things Stack Cloud. */
final class ClusterHost {

    /** The tenant of The Things Network. */
    private static final String COMMUNITY_TENANT = "ttn";

    private static final Pattern CLUSTER = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private ClusterHost() {}

    /**
     * @param  urlOption                 the option that takes an address in the place of a cluster
     * @throws TtsConfigurationException if there is no such host
     */
    static String of(ApplicationUid application, String cluster, String urlOption) {
        if (!CLUSTER.matcher(cluster).matches()) {
            throw new TtsConfigurationException("Option cluster '" + cluster
                    + "' is not the name of a cluster. Write the"
                    + " first word only, such as eu1, nam1 or au1, or give the whole address in option " + urlOption
                    + ".");
        }
        String tenant = application.tenantId();
        if (tenant == null) {
            throw new TtsConfigurationException("Option cluster '" + cluster + "' goes with a tenant, and application '"
                    + application + "' has none. Write tts:" + application + "@ttn for The Things Network, tts:"
                    + application + "@{tenant} for The Things Stack Cloud, or set option " + urlOption + " instead.");
        }
        return COMMUNITY_TENANT.equals(tenant)
                ? cluster + ".cloud.thethings.network"
                : tenant + "." + cluster + ".cloud.thethings.industries";
    }
}
