// Web Locks that keep an open composer, other tabs and the service worker from sending the same thing at the same time. Where a browser
// has none, the work starts at once; nothing breaks then, since the house takes what is sent twice only once.

const withLock = (name, work) => navigator.locks ? navigator.locks.request(name, work) : work();

export const withPhotoLock = (photoId, work) => withLock(`sending-${photoId}`, work);
export const withPostLock = (draftId, work) => withLock(`sharing-${draftId}`, work);
