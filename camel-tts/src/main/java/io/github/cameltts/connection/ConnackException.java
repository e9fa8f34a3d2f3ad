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
package io.github.cameltts.connection;

/**
 * The server answered the login with a return code other than 0 (MQTT 3.1.1, section 3.2.2.3).
 */
public class ConnackException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int returnCode;

    /**
     * @param returnCode 1 to 5, others are reserved
     */
    public ConnackException(int returnCode) {
        super("CONNACK return code " + returnCode);
        this.returnCode = returnCode;
    }

    /**
     * @return 1 to 5, others are reserved
     */
    public int returnCode() {
        return returnCode;
    }
}
