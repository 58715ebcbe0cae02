/** Something that a person has to put right before the product can start: what is wrong, and what to do. */
export class StartProblem extends Error {
  constructor(
    sentence: string,
    readonly advice: string,
  ) {
    super(sentence);
  }
}
