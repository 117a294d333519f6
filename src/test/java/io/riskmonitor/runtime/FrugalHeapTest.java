package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FrugalHeapTest {
    private final HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    @Test
    void shouldSetWhatTheCommandLineLeftOpenAndKeepIt() {
        FrugalHeap.apply();
        FrugalHeap.apply();

        assertThat(hotSpot.getVMOption("MaxHeapFreeRatio").getValue()).isEqualTo("40");
        assertThat(hotSpot.getVMOption("MinHeapFreeRatio").getValue()).isEqualTo("20");
        assertThat(hotSpot.getVMOption("G1PeriodicGCInterval").getValue()).isEqualTo("5000");
    }

    @Test
    void shouldLeaveAloneWhatSomeoneHasSet() {
        hotSpot.setVMOption("MaxHeapFreeRatio", "90");

        FrugalHeap.apply();

        assertThat(hotSpot.getVMOption("MaxHeapFreeRatio").getValue()).isEqualTo("90");
        hotSpot.setVMOption("MaxHeapFreeRatio", "40");
    }
}
