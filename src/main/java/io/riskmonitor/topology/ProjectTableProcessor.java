package io.riskmonitor.topology;

import io.riskmonitor.registry.Project;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Writes the global table of projects and keeps the directory beside it in step. */
final class ProjectTableProcessor implements Processor<String, @Nullable Project, Void, Void> {
    private final ProjectDirectory directory;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Project> table;

    ProjectTableProcessor(ProjectDirectory directory) {
        this.directory = directory;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        table = context.getStateStore(StoreNames.PROJECTS);
    }

    @Override
    public void process(Record<String, @Nullable Project> record) {
        directory.put(table, record.key(), record.value());
    }
}
