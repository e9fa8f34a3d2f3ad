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
package io.github.cameltts.quarkus.deployment;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Fleet;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import io.quarkus.deployment.builditem.Startable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The stand-in for The Things Stack as a dev service. It runs in the process of the build, not in a container, on threads
 * and a Vert.x of its own: neither the application nor a later reload sees them, and {@link #close()} ends them.
 */
final class StandIn implements Startable {

    /** How many devices a line tells by name. */
    private static final int NAMES = 6;

    private final StandInSettings settings;
    private TheThingsStack stack;
    private Fleet fleet;

    StandIn(StandInSettings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        TheThingsStack.Builder builder =
                TheThingsStack.builder().port(settings.port()).multiTenant(settings.multiTenant());
        if (settings.multiTenant()) {
            builder.storage(StorageSettings.cloud());
        }
        TheThingsStack starting = builder.start();
        try {
            Application application = starting.application(settings.application());
            settings.apiKeys().forEach(key -> application.addApiKey(key, Right.LINK));
            if (settings.devices() > 0) {
                fleet = Fleet.start(application, settings.devices(), settings.uplinkInterval());
            }
        } catch (RuntimeException e) {
            starting.close();
            throw e;
        }
        stack = starting;
    }

    /** {@return the address for MQTT clients} */
    @Override
    public synchronized String getConnectionInfo() {
        return stack.brokerUrl();
    }

    /**
     * {@return the address of its Storage Integration, which keeps uplinks as that of The Things Stack Cloud does}
     * The Open Source edition has none, nor has a stand-in for it.
     */
    synchronized String storageUrl() {
        return stack.storage().url();
    }

    /** {@return null: there is no container} */
    @Override
    public String getContainerId() {
        return null;
    }

    /** {@return what it has to offer, for people; no key} */
    synchronized String description() {
        String where = "application " + settings.application() + " on " + stack.brokerUrl();
        if (fleet == null) {
            return where + ", without devices";
        }
        List<Device> devices = fleet.devices();
        String names = devices.stream().limit(NAMES).map(Device::deviceId).collect(Collectors.joining(", "));
        String more = devices.size() > NAMES ? " and " + (devices.size() - NAMES) + " more" : "";
        String interval = settings.uplinkInterval().toString().substring("PT".length());
        return where + ", with " + names + more + ", an uplink of each every " + interval.toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized void close() {
        if (fleet != null) {
            fleet.close();
            fleet = null;
        }
        if (stack != null) {
            stack.close();
        }
    }
}
