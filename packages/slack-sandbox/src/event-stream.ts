/** What a page's stream tells, as it comes. Leaving the loop closes the stream. */
export async function* readEvents({ body }: Response): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoder();
  let rest = '';
  // Node's streams can be looped over; the browser's types, which are in force here too, do not say so.
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) if (event.startsWith('data: ')) yield JSON.parse(event.slice(6));
  }
}
