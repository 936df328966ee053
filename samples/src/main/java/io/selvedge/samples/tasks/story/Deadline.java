package io.selvedge.samples.tasks.story;

import io.selvedge.samples.tasks.service.Channel;
import io.selvedge.samples.tasks.service.NotificationClient;
import io.selvedge.samples.tasks.service.TaskService;
import io.selvedge.samples.tasks.service.TooManyRequestsException;
import io.selvedge.samples.tasks.trouble.Reply;

/** A time limit on the outside, which what happens inside respects. */
final class Deadline implements Chapter {
    @Override
    public String title() {
        return "A deadline that reaches inside";
    }

    @Override
    public void tell(Scene scene) {
        Screen screen = scene.screen();
        screen.say("tried", "a reminder: look a task up and mail its owner, one guarded method calling two others");
        screen.say("broke", "the mail API answers 429 and \"Retry-After: 1\"");
        screen.say("answer", "remind: " + Guards.of(TaskService.class, "remind"));
        screen.say("", "mail:   " + Guards.of(NotificationClient.class, "mail"));

        TaskService tasks = scene.tasks();
        Outcomes patient = once(scene, number -> tasks.remindUnguarded(1));
        Outcomes hurried = once(scene, number -> tasks.remind(1));
        screen.show(new Table("", "no limit around", "@Timeout around")
                .row("delivered", patient.succeeded(), hurried.succeeded())
                .row("the caller waited", patient.slowest(), hurried.slowest())
                .lines());
        screen.say("told", hurried.example());
        screen.claim(
                hurried.failedWith(TooManyRequestsException.class) == 1 && hurried.quantile(1) < patient.quantile(1),
                "a wait of a second does not fit into the limit, so it is not begun, and the API's own failure leaves");
    }

    private static Outcomes once(Scene scene, Crowd.Action action) {
        scene.world().api().play(Channel.MAIL.path(), (number, millis) -> number == 0 ? Reply.tooMany(1) : Reply.TAKEN);
        return Crowd.together(1, 1, action);
    }
}
