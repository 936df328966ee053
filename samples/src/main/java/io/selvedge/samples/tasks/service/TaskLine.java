package io.selvedge.samples.tasks.service;

/**
 * A line of an export: a task and what is known of its owner.
 *
 * @param task what was asked for
 * @param ownerPoints the score of the user whose task it is
 */
public record TaskLine(Task task, int ownerPoints) {

    /** One JSON object, on one line. */
    public String json() {
        return "{\"id\":" + task.id() + ",\"user\":" + quoted(task.userId()) + ",\"points\":" + ownerPoints
                + ",\"title\":" + quoted(task.title()) + ",\"done\":" + task.done() + "}";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
