/** With its first word a question says that it goes on from the one before. */
export const FOLLOWS =
  /^\s*(e|ed|ma|allora|invece|solo|soltanto|anche|quindi|torna(ndo|iamo)? a(i|l|gli|lle?|lla)?|and|but|only|also|then)\b/i;

/** It is about what the answer before showed: "di questi quali…", "quanto fanno queste ultime?". */
export const OF_THESE =
  /\b((di|tra|fra) (questi|queste|quelli|quelle|essi|esse)|quest[ei] ultim[ei]|of (these|those)|among (these|those))(?! (del|dell|della|dello|dei|degli|delle|di|con|che|of|with|that)\b)/i;

/** «Di quelli rimasti»: of what an exclusion left. */
export const OF_THE_REST =
  /(?<!\p{L})(?:(?:di|tra|fra) )?(?:quell[ie]|quest[ie])(?: che)?(?: (?:sono|ci sono))? (?:rimast[ie]|rest[ai]no|rimangono|avanzano)(?!\p{L})|(?<!\p{L})(?:dei|delle|tra i|tra le|fra i|fra le) (?:restanti|rimanenti)(?!\p{L})/iu;
