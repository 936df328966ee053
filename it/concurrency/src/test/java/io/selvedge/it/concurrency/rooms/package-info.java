/** What it takes to ask rooms for decisions under jcstress and Lincheck; the tests themselves lie in the rooms' packages. */
package io.selvedge.it.concurrency.rooms;
