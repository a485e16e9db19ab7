import { Password, Text, WholeNumber } from './fields.js';

/** Who logs in, and with what: what is not written here is refused. */

export class LogInBody {
  @Text({ description: 'Login.', example: 'kx-submitter', max: 64 })
  login!: string;

  @Password({ description: 'Password.' })
  password!: string;
}

export class PasswordChangeBody {
  @Password({ description: 'The present password.' })
  present!: string;

  @Password({ description: 'The password from now on.' })
  next!: string;
}

export class GivenPasswordBody {
  @Password({ description: 'A password that its owner changes at once.' })
  password!: string;
}

export class TokenBody {
  @Text({ description: 'What the token is for.', max: 100, shown: true })
  label!: string;

  @WholeNumber({ description: 'Days until it expires.', min: 1, max: 366 })
  days!: number;
}
