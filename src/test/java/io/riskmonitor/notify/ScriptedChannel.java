package io.riskmonitor.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Answers as it is told to, else takes the message; keeps what it was sent. */
final class ScriptedChannel implements Channel {
    private final String name;
    private final Queue<Attempt> answers = new ArrayDeque<>();
    private final List<Message> sent = new ArrayList<>();

    ScriptedChannel(String name) {
        this.name = name;
    }

    ScriptedChannel then(int times, Attempt answer) {
        for (int i = 0; i < times; i++) {
            answers.add(answer);
        }
        return this;
    }

    /** Every message that was tried, in order. */
    List<Message> sent() {
        return sent;
    }

    List<String> keys() {
        return sent.stream().map(Message::key).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt send(Message message, String to) {
        sent.add(message);
        Attempt answer = answers.poll();
        return answer == null ? new Attempt.Taken("taken") : answer;
    }
}
