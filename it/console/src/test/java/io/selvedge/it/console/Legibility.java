package io.selvedge.it.console;

/** Scripts that look at every text that the browser lays out and name those that cannot be read well; each answers "" if none. */
final class Legibility {
    private static final String TEXTS = """
            const layer = document.querySelector('dialog[open]') ?? document.body;
            const texts = [];
            const walk = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              const home = node.parentElement;
              if (!node.data.trim() || home.closest('.unseen, option, script, noscript') || !home.checkVisibility({ contentVisibilityAuto: true })) continue;
              const range = document.createRange();
              range.selectNodeContents(node);
              const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
              if (boxes.length > 0) texts.push({ text: node.data.trim(), home, boxes });
            }
            """;

    /** Texts whose contrast is below 4.5, as WCAG 2.2 counts it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
    static final String FAINT = "(() => {" + TEXTS + """
              // A canvas turns whatever colour there is into red, green, blue.
              const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const rgba = (color) => {
                pen.clearRect(0, 0, 1, 1);
                pen.fillStyle = color;
                pen.fillRect(0, 0, 1, 1);
                return [...pen.getImageData(0, 0, 1, 1).data];
              };
              const ground = (e) => {
                for (let at = e; at; at = at.parentElement) {
                  const color = rgba(getComputedStyle(at).backgroundColor);
                  if (color[3] === 255) return color;
                }
                return [255, 255, 255, 255];
              };
              const light = (color) => {
                const [r, g, b] = color.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              const colours = texts.map(({ text, home }) => ({ text, home, color: getComputedStyle(home).color }));
              const field = layer.querySelector('input[placeholder]');
              if (field) colours.push({ text: field.placeholder, home: field, color: getComputedStyle(field, '::placeholder').color });
              return colours
                .map(({ text, home, color }) => ({ text, ratio: contrast(light(rgba(color)), light(ground(home))) }))
                .filter(({ ratio }) => ratio < 4.5)
                .map(({ text, ratio }) => `${ratio.toFixed(2)} "${text}"`).join('\\n');
            })()""";

    /** Texts that leave their box, are hidden behind its edge, or lie upon each other; and a page that scrolls sideways. */
    static final String CUT = "(() => {" + TEXTS + """
              const wrong = [];
              const page = layer === document.body ? document.documentElement : layer;
              if (page.scrollWidth > page.clientWidth) wrong.push(`it scrolls sideways: ${page.scrollWidth} > ${page.clientWidth}`);
              for (const { text, home, boxes } of texts) {
                for (let at = home; at && at !== layer.parentElement; at = at.parentElement) {
                  if (['inline', 'contents'].includes(getComputedStyle(at).display)) continue;
                  if (at === page || at === document.body) break;
                  const edge = at.getBoundingClientRect();
                  if (boxes.some((box) => box.left < edge.left - 1 || box.right > edge.right + 1)) wrong.push(`leaves its ${at.tagName}: "${text}"`);
                }
              }
              const stuck = (e) => e.closest('header, .detail-head') !== null;
              for (let i = 0; i < texts.length; i++) {
                for (let j = i + 1; j < texts.length; j++) {
                  if (stuck(texts[i].home) !== stuck(texts[j].home)) continue; // scrolls beneath, as it should
                  const over = texts[i].boxes.some((a) => texts[j].boxes.some((b) =>
                    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3));
                  if (over) wrong.push(`"${texts[i].text}" lies upon "${texts[j].text}"`);
                }
              }
              return wrong.join('\\n');
            })()""";

    private Legibility() {}
}
