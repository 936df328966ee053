package io.selvedge.it.weaving.ltw;

import static org.assertj.core.api.Assertions.assertThat;

import org.aspectj.weaver.loadtime.Agent;
import org.junit.jupiter.api.Test;

/** The tests of this module are those of weaving-ctw; what differs is who weaves. */
class AgentTest {
    @Test
    void the_agent_is_there_and_no_build_step_has_woven_these_classes() {
        assertThat(Agent.getInstrumentation()).isNotNull();
        assertThat(getClass().getResource("/META-INF/aop.xml")).isNotNull();
    }
}
