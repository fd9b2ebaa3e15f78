export {
  type BodyRegister,
  createBodyRegister,
  type ServedBody,
  type ServedWorkspace,
} from './body-register.ts';
