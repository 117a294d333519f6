package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/**
 * What a chat robot means by its answer: HTTP 200 says that it has listened, the code inside whether it has agreed.
 *
 * @param codeField where the code stands; 0 is a yes
 * @param textField where the words stand
 * @param busy codes that pass by themselves: too many messages, system busy
 * @param pause how long a robot that is busy wants to be left alone
 */
record RobotAnswer(String codeField, String textField, Set<Integer> busy, Duration pause) {
    Attempt judge(JsonNode answer) {
        JsonNode code = answer.path(codeField);
        if (!code.isIntegralNumber()) {
            // A proxy's login page comes with 200, too.
            return new Attempt.Failed("the answer has no " + codeField + ": " + HttpPost.shortened(answer.toString()));
        }
        String detail = codeField + " " + code.intValue() + ": "
                + HttpPost.shortened(answer.path(textField).asText());
        if (code.intValue() == 0) {
            return new Attempt.Taken(detail);
        }
        return busy.contains(code.intValue()) ? new Attempt.Failed(detail, pause) : new Attempt.Refused(detail);
    }
}
