/** By this first line a page is known as one that may be replaced. */
export const pageMark =
  '<!-- Written by `faultline docs` from the spec: changes made here are lost. -->';

/** By this a picture is known as one that may be replaced. */
export const pictureMark = '<!-- Written by `faultline docs`. -->';
