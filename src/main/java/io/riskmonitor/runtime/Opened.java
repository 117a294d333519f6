package io.riskmonitor.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in the opposite order, all of it, whatever fails on the way. */
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> lastFirst = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        lastFirst.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!lastFirst.isEmpty()) {
            AutoCloseable resource = lastFirst.pop();
            try {
                resource.close();
            } catch (Exception e) { // closing goes on: the lock must be given up whatever else fails
                log.warn("{} did not close: {}", resource.getClass().getSimpleName(), e.getMessage(), e);
            }
        }
    }
}
