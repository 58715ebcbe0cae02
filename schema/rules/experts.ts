/** An expert review is held by at least five experts (Film Industry Promotion Law art. 18). */
export const leastExperts = 5;
