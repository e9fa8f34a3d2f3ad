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
package io.github.cameltts.test;

import java.util.Set;

/**
 * A login that was accepted. Rights are looked at once, here: what becomes of the key later does not matter to the
 * connection.
 *
 * @param application the application
 * @param apiKey the key, for the rate limit
 * @param rights the rights of the key at this moment
 */
record Login(Application application, String apiKey, Set<Right> rights) {

    boolean mayRead() {
        return Right.allowsReading(rights);
    }

    boolean maySendDownlinks() {
        return Right.allowsDownlinks(rights);
    }

    @Override
    public String toString() {
        return "Login[" + application.uid() + ", " + rights + "]";
    }
}
