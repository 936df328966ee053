/** jcstress on the hand-over of pages, from within their package: it is nobody else's business. */
package io.selvedge.runtime.pages;
