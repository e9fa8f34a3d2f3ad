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
package io.github.cameltts.examples.springboot;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is in the database. */
@RestController
class UplinkController {

    private final JdbcTemplate database;

    UplinkController(JdbcTemplate database) {
        this.database = database;
    }

    /** {@return the last ten uplinks of a device, the latest first} */
    @GetMapping("/devices/{device}/uplinks")
    List<Map<String, Object>> last(@PathVariable String device) {
        return database.queryForList(
                "select received_at, f_port, f_cnt from uplink where device_id = ? order by received_at desc limit 10",
                device);
    }
}
