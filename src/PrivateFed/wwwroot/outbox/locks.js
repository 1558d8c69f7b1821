// Web Locks that keep an open composer, other tabs and the service worker from sending the same thing at the same time. In a browser
// without them, the work starts at once; that does no harm, since the house accepts a repeated request only once.

const withLock = (name, work) => navigator.locks ? navigator.locks.request(name, work) : work();

export const withPhotoLock = (photoId, work) => withLock(`sending-${photoId}`, work);
export const withPostLock = (draftId, work) => withLock(`sharing-${draftId}`, work);
