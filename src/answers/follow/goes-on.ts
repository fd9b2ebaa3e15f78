/** With its first word a question says that it goes on from the one before. */
export const FOLLOWS = /^\s*(e|ed|ma|allora|invece|solo|soltanto|anche|quindi|and|but|only|also|then)\b/i;
