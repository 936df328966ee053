package io.selvedge.it.console;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser, by the DevTools protocol: what the operator does, and what he sees. One thread at a time. */
final class Tab implements WebSocket.Listener {
    private static final long PATIENCE_SECONDS = 120;
    /** A busy machine is slow, and that is not the page's fault: only the soak profile asks for the page's own pace. */
    private static final long LEAST_MILLIS = Boolean.getBoolean("selvedge.soak") ? 0 : 60_000;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final StringBuilder heard = new StringBuilder();
    private volatile WebSocket socket;

    private Tab() {}

    static Tab open(URI browser) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI fresh = URI.create("http://" + browser.getAuthority() + "/json/new?about:blank");
        String told = client.send(
                        HttpRequest.newBuilder(fresh)
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        URI address = URI.create(JsonParser.parseString(told)
                .getAsJsonObject()
                .get("webSocketDebuggerUrl")
                .getAsString());
        Tab tab = new Tab();
        tab.socket = client.newWebSocketBuilder().buildAsync(address, tab).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.tell(domain + ".enable", new JsonObject());
        }
        return tab;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        heard.append(data);
        if (last) {
            JsonObject message = JsonParser.parseString(heard.toString()).getAsJsonObject();
            heard.setLength(0);
            take(message);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(JsonObject message) {
        if (message.has("id")) {
            CompletableFuture<JsonObject> waiting =
                    asked.remove(message.get("id").getAsInt());
            if (waiting != null) {
                waiting.complete(message);
            }
            return;
        }
        JsonObject params = message.getAsJsonObject("params");
        switch (message.get("method").getAsString()) {
            case "Runtime.exceptionThrown" -> errors.add("thrown: " + params);
            case "Runtime.consoleAPICalled" -> noteUnless("error", params.get("type"), params);
            case "Log.entryAdded" ->
                noteUnless("error", params.getAsJsonObject("entry").get("level"), params);
            default -> {}
        }
    }

    private void noteUnless(String level, JsonElement is, JsonObject what) {
        if (is.getAsString().equals(level)) {
            errors.add(what.toString());
        }
    }

    private JsonObject tell(String method, JsonObject params) {
        int id = ids.incrementAndGet();
        JsonObject message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", params);
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(message.toString(), true);
        JsonObject told;
        try {
            told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the browser does not answer " + method, e);
        }
        if (told.has("error")) {
            throw new AssertionError(method + ": " + told.get("error"));
        }
        return told.getAsJsonObject("result");
    }

    private JsonObject tell(String method, String params) {
        return tell(method, JsonParser.parseString(params).getAsJsonObject());
    }

    void go(URI address) {
        tell("Page.navigate", "{\"url\": \"" + address + "\"}");
    }

    /** What that expression is, promises kept. */
    JsonElement eval(String expression) {
        JsonObject params = new JsonObject();
        params.addProperty("expression", expression);
        params.addProperty("returnByValue", true);
        params.addProperty("awaitPromise", true);
        JsonObject told = tell("Runtime.evaluate", params);
        if (told.has("exceptionDetails")) {
            throw new AssertionError(expression + "\n" + told.get("exceptionDetails"));
        }
        JsonElement value = told.getAsJsonObject("result").get("value");
        return value == null ? com.google.gson.JsonNull.INSTANCE : value;
    }

    String text(String expression) {
        return eval(expression).getAsString();
    }

    /**
     * Waits in the page until that is so, and tells how many milliseconds it took.
     *
     * @param quietMillis after how many it fails on a quiet machine
     */
    long until(String condition, long quietMillis) {
        long mostMillis = Math.max(quietMillis, LEAST_MILLIS);
        String script = """
                new Promise((resolve) => {
                  const began = performance.now();
                  const look = () => {
                    let so = false;
                    try { so = (%s); } catch (e) { /* not yet there */ }
                    const took = performance.now() - began;
                    if (so || took > %d) resolve(so ? took : -1); else setTimeout(look, 20);
                  };
                  look();
                })""".formatted(condition, mostMillis);
        long took = eval(script).getAsLong();
        if (took < 0) {
            throw new AssertionError("not within " + mostMillis + " ms: " + condition + "\nThe page says:\n"
                    + text("document.body.innerText"));
        }
        return took;
    }

    /** Clicks in the middle of the first element of that selector, as a mouse does. */
    void click(String selector) {
        String at = text("""
                (() => {
                  const e = document.querySelector(%s);
                  e.scrollIntoView({block: 'center'});
                  const r = e.getBoundingClientRect();
                  return `"x": ${r.x + r.width / 2}, "y": ${r.y + r.height / 2}`;
                })()""".formatted(quoted(selector)));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            tell(
                    "Input.dispatchMouseEvent",
                    "{\"type\": \"" + type + "\", " + at + ", \"button\": \"left\", \"clickCount\": 1}");
        }
    }

    static String quoted(String text) {
        return new com.google.gson.JsonPrimitive(text).toString();
    }

    /** Presses and releases a key, such as "Enter" or "/". */
    void press(String key) {
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : key.equals("Space") ? " " : "";
        JsonObject params = new JsonObject();
        params.addProperty("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
        params.addProperty("key", key);
        params.addProperty("code", key);
        params.addProperty("windowsVirtualKeyCode", CODES.getOrDefault(key, (int) key.charAt(0)));
        if (!text.isEmpty()) {
            params.addProperty("text", text);
        }
        tell("Input.dispatchKeyEvent", params);
        params.addProperty("type", "keyUp");
        params.remove("text");
        tell("Input.dispatchKeyEvent", params);
    }

    private static final Map<String, Integer> CODES = Map.of(
            "Enter",
            13,
            "Tab",
            9,
            "Escape",
            27,
            "ArrowDown",
            40,
            "ArrowUp",
            38,
            "ArrowLeft",
            37,
            "ArrowRight",
            39,
            "End",
            35,
            "Home",
            36);

    void type(String text) {
        JsonObject params = new JsonObject();
        params.addProperty("text", text);
        tell("Input.insertText", params);
    }

    /** A window of that size, in a system that is light or dark. */
    void look(int width, int height, String scheme) {
        tell(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\": %d, \"height\": %d, \"deviceScaleFactor\": 1, \"mobile\": %s}"
                        .formatted(width, height, width < 500));
        tell(
                "Emulation.setEmulatedMedia",
                "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"" + scheme + "\"}]}");
    }

    void screenshot(Path file) throws Exception {
        String data = tell("Page.captureScreenshot", "{\"format\": \"png\"}")
                .get("data")
                .getAsString();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** What the page complained about: exceptions, errors logged, files not loaded, rules broken. */
    List<String> errors() {
        return errors;
    }

    void close() {
        tell("Page.close", "{}");
        socket.abort();
    }
}
