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

/**
 * The unique id of an application on a server of The Things Stack, {@code applicationId@tenantId}, or the application
 * id alone on the Open Source edition, which has no tenants. It is the user name of the MQTT login and the second level
 * of every topic.
 *
 * @param applicationId the application, 3 to 36 characters
 * @param tenantId      the tenant ({@code ttn} on The Things Network), or null where the server has no tenants
 */
public record ApplicationUid(String applicationId, String tenantId) {

    /**
     * @throws TtsConfigurationException if one of the ids is not valid
     */
    public ApplicationUid {
        Identifiers.check("Application id", applicationId);
        if (tenantId != null) {
            Identifiers.check("Tenant id", tenantId);
        }
    }

    /**
     * @param  uid                       {@code app1@ttn} or {@code app1}
     * @return                           the application
     * @throws TtsConfigurationException if one of the ids is not valid
     */
    public static ApplicationUid of(String uid) {
        int at = uid.indexOf('@');
        return at < 0 ? new ApplicationUid(uid, null) : new ApplicationUid(uid.substring(0, at), uid.substring(at + 1));
    }

    /**
     * @return {@code app1@ttn}, or {@code app1} without a tenant
     */
    @Override
    public String toString() {
        return tenantId == null ? applicationId : applicationId + "@" + tenantId;
    }
}
