package io.selvedge.it.monitoring;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboard as it is shipped. */
final class Dashboard {
    private static final Pattern STAND_IN =
            Pattern.compile(" or (vector\\(0\\)|on\\(\\) label_replace\\(vector\\(0\\).*|0 \\* ((?! or ).)*)$");

    private final JsonObject json;

    private Dashboard(JsonObject json) {
        this.json = json;
    }

    static Dashboard shipped() throws IOException {
        return new Dashboard(
                JsonParser.parseString(Shipped.text(Shipped.DASHBOARD)).getAsJsonObject());
    }

    /** A copy of its own for whoever wants to spoil it. */
    JsonObject json() {
        return json.deepCopy();
    }

    /** A question of a panel, as it stands in the file. */
    record Query(String panel, String refId, String expr) {

        /** With a choice made for each variable: {@code $job} for {@code job}. */
        String with(Map<String, String> variables) {
            String made = expr;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                made = made.replace("$" + variable.getKey(), variable.getValue());
            }
            return made;
        }

        /** Without the zeros that stand in where nothing has been counted. */
        Query bare() {
            return new Query(panel, refId, STAND_IN.matcher(expr).replaceFirst(""));
        }

        @Override
        public String toString() {
            return panel + " " + refId;
        }
    }

    /** All that show something: no rows. */
    List<JsonObject> panels() {
        return objects(json.getAsJsonArray("panels"))
                .filter(panel -> !text(panel, "type").equals("row"))
                .toList();
    }

    List<Query> queries() {
        return panels().stream()
                .flatMap(panel -> objects(panel.getAsJsonArray("targets"))
                        .map(target -> new Query(text(panel, "title"), text(target, "refId"), text(target, "expr"))))
                .toList();
    }

    /** What the variables are filled with, by name; not the one for the data source. */
    List<Query> variables() {
        return objects(json.getAsJsonObject("templating").getAsJsonArray("list"))
                .filter(variable -> text(variable, "type").equals("query"))
                .map(variable -> new Query("$" + text(variable, "name"), "", text(variable, "definition")))
                .toList();
    }

    static String text(JsonObject object, String key) {
        return object.get(key).getAsString();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
