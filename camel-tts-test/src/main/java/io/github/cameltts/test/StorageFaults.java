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

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Trouble to be made by the {@link StorageIntegration}, until {@link #reset()}. Settings count for all applications,
 * from the next request on. Of those that take the place of an answer, and of those that spoil one, the last one set
 * counts. For a server that is down there is {@link StorageIntegration#stop()}.
 *
 * <p>All methods may be called from any thread.
 */
public final class StorageFaults {

    private static final int RATE_LIMITED = 429;
    private static final Answer SILENCE = new Answer(0, Map.of(), null);

    private final ServerThread thread;

    private Answer answer;
    private int answers;
    private Spoil spoil;
    private int spoils;
    private Duration answerDelay = Duration.ZERO;
    private Duration resultDelay = Duration.ZERO;

    StorageFaults(ServerThread thread) {
        this.thread = thread;
    }

    /**
     * An answer in the place of the right one.
     *
     * @param status the HTTP status; 0 for no answer at all
     * @param headers further headers
     * @param body the body; null for an error of The Things Stack
     */
    record Answer(int status, Map<String, String> headers, String body) {

        boolean isSilence() {
            return status == 0;
        }
    }

    /** What happens to an answer in the midst of it. */
    enum SpoilKind {
        ERROR,
        CUT,
        GARBAGE,
        STALL
    }

    /**
     * An answer that goes wrong.
     *
     * @param kind how
     * @param afterResults after so many results, or at its end
     */
    record Spoil(SpoilKind kind, int afterResults) {}

    /**
     * Answers the next requests with an error, right or wrong.
     *
     * @param requests how many
     * @param status the HTTP status, such as 500 or 503
     * @return this
     */
    public StorageFaults refuseNext(int requests, int status) {
        return answerNext(requests, status, Map.of(), null);
    }

    /**
     * Answers the next requests with 429, as beyond the rate limit.
     *
     * @param requests how many
     * @param retryAfter what the headers say, in whole seconds
     * @return this
     */
    public StorageFaults limitNext(int requests, Duration retryAfter) {
        String seconds = Long.toString(retryAfter.toSeconds());
        return answerNext(
                requests,
                RATE_LIMITED,
                Map.of(
                        "X-Rate-Limit-Limit",
                        "1",
                        "X-Rate-Limit-Available",
                        "0",
                        "X-Rate-Limit-Reset",
                        seconds,
                        "X-Rate-Limit-Retry",
                        seconds),
                null);
    }

    /**
     * Answers the next requests with something of one's own, as a proxy in between does.
     *
     * @param requests how many
     * @param status the HTTP status, 200 to 599
     * @param headers such as {@code Content-Type} or {@code Location}
     * @param body the body; null for an error of The Things Stack that suits the status
     * @return this
     */
    public StorageFaults answerNext(int requests, int status, Map<String, String> headers, String body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("HTTP " + status + " is not the status of an answer: give 200 to 599");
        }
        return setAnswer(requests, new Answer(status, Map.copyOf(headers), body));
    }

    /**
     * Does not answer the next requests; their connections stay open.
     *
     * @param requests how many
     * @return this
     */
    public StorageFaults ignoreNext(int requests) {
        return setAnswer(requests, SILENCE);
    }

    /**
     * Takes its time to answer.
     *
     * @param delay before the first byte of each answer; zero for none
     * @return this
     */
    public StorageFaults delayAnswers(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        return set(() -> answerDelay = delay);
    }

    /**
     * Takes its time between results.
     *
     * @param delay behind each result; zero for none
     * @return this
     */
    public StorageFaults delayResults(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        return set(() -> resultDelay = delay);
    }

    /**
     * Writes an error in the place of a result, which ends the answer.
     *
     * @param results after how many results, or at the end of a shorter answer
     * @param requests in how many answers with results
     * @return this
     */
    public StorageFaults failAfter(int results, int requests) {
        return setSpoil(requests, new Spoil(SpoilKind.ERROR, results));
    }

    /**
     * Closes the connection in the midst of a result.
     *
     * @param results after how many results, or at the end of a shorter answer
     * @param requests in how many answers with results
     * @return this
     */
    public StorageFaults cutAfter(int results, int requests) {
        return setSpoil(requests, new Spoil(SpoilKind.CUT, results));
    }

    /**
     * Writes a line that is no JSON between two results.
     *
     * @param results after how many results, or at the end of a shorter answer
     * @param requests in how many answers with results
     * @return this
     */
    public StorageFaults garbleAfter(int results, int requests) {
        return setSpoil(requests, new Spoil(SpoilKind.GARBAGE, results));
    }

    /**
     * Stops for ever in the midst of an answer; the connection stays open.
     *
     * @param results after how many results, or at the end of a shorter answer
     * @param requests in how many answers with results
     * @return this
     */
    public StorageFaults stallAfter(int results, int requests) {
        return setSpoil(requests, new Spoil(SpoilKind.STALL, results));
    }

    /**
     * Ends all trouble. Answers that have stopped stay so.
     *
     * @return this
     */
    public StorageFaults reset() {
        return set(() -> {
            answers = 0;
            spoils = 0;
            answerDelay = Duration.ZERO;
            resultDelay = Duration.ZERO;
        });
    }

    // what the frontend asks; always on the server's thread

    /** What to answer in the place of the right thing; null to answer rightly. */
    Answer takeAnswer() {
        return answers > 0 && answers-- > 0 ? answer : null;
    }

    /** What is to happen to an answer that begins now; null for nothing. */
    Spoil takeSpoil() {
        return spoils > 0 && spoils-- > 0 ? spoil : null;
    }

    Duration answerDelay() {
        return answerDelay;
    }

    Duration resultDelay() {
        return resultDelay;
    }

    private StorageFaults setAnswer(int requests, Answer newAnswer) {
        return set(() -> {
            answer = newAnswer;
            answers = requests;
        });
    }

    private StorageFaults setSpoil(int requests, Spoil newSpoil) {
        return set(() -> {
            spoil = newSpoil;
            spoils = requests;
        });
    }

    private StorageFaults set(Runnable change) {
        thread.run(change);
        return this;
    }
}
