import '@keyhold/elements/card/card.ts';
import '@keyhold/elements/note/note.ts';
import '@keyhold/elements/pill/pill.ts';
import '@keyhold/elements/problem-note/problem-note.ts';
import '@keyhold/elements/relative-time/relative-time.ts';
