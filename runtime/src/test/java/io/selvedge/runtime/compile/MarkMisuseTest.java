package io.selvedge.runtime.compile;

import io.selvedge.annotations.Cursor;
import io.selvedge.annotations.Each;
import io.selvedge.annotations.Retry;
import io.selvedge.values.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkMisuseTest {
    @SuppressWarnings("unused")
    static class Marks {
        @Retry
        void eachWithoutFanOut(@Each List<Long> ids) {}

        void eachWithoutPolicy(@Each List<Long> ids, @Each List<String> names) {}

        @Retry
        Page<String> cursorWithoutPages(@Cursor int start) {
            return Page.last(List.of());
        }
    }

    @Test
    void refusesParametersThatSpeakToAPolicyWhichIsNotThere() {
        Golden.misuses("marks", StandardRooms.compiler(), Marks.class);
    }
}
